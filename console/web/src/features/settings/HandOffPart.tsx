import { Checkbox, NumberInput, Radio, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Assignment, AssignmentRules, Colleague } from "@/api/types";
import { plural } from "@/shared/format/numbers";
import { get, isProblem, put } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { shownText } from "@/shared/persons/persons";
import { colleaguesQuery, useMay } from "@/shared/session/session";
import { Button, IconButton } from "@/shared/ui/Button";
import { Section } from "@/shared/ui/Page";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { toast } from "@/shared/ui/toasts";
import { Unsaved } from "@/shared/ui/Unsaved";
import { saysOf, setting } from "./settings";

const MODES: [AssignmentRules["mode"], string, string][] = [
  ["none", "To nobody", "Qualified leads wait on the work list until somebody claims them."],
  ["round-robin", "In turn", "Each colleague gets the next one."],
  ["region", "By country", "Each country has its colleague; leads of other countries go in turn."],
  ["load", "To who has least", "Whoever has the fewest open leads gets the next one."],
];

export function HandOffPart() {
  const may = useMay("workspace:read");
  const rules = useQuery({
    queryKey: ["assignment"],
    queryFn: ({ signal }) => get<Assignment>("/v1/assignment", { signal }),
    enabled: may,
  });
  const colleagues = useQuery(colleaguesQuery);
  if (unavailable(rules)) return <Failure error={rules.error} what="The rules" onRetry={() => void rules.refetch()} />;
  return rules.data ? <Form rules={rules.data} colleagues={colleagues.data ?? []} /> : <Loading />;
}

/** The rules alone, without what an answer says beside them. */
function rulesOf({ threshold, mode, regions, members }: AssignmentRules): AssignmentRules {
  return { ...(threshold === undefined ? {} : { threshold }), mode, regions, members };
}

function same(one: AssignmentRules, other: AssignmentRules): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** `over` is the version that the reader knows of: their own rules take its place, and no other's. */
type Saving = { next: AssignmentRules; includeExisting: boolean; over: number };

function Form({ rules: answer, colleagues }: { rules: Assignment; colleagues: Colleague[] }) {
  const client = useQueryClient();
  const may = useMay("work:assign");
  const rules = useMemo(() => rulesOf(answer), [answer]);
  const { waiting } = answer;
  const [draft, setDraft] = useState(rules);
  // What the draft began with, however often the rules are read anew beneath it.
  const [seen, setSeen] = useState(rules);
  const [existing, setExisting] = useState(false);
  const [country, setCountry] = useState("");
  const changed = !same(draft, seen);
  const overtaken = !same(rules, seen);
  const begin = (from: AssignmentRules) => {
    setSeen(from);
    setDraft(from);
  };
  if (overtaken && !changed) begin(rules);
  const save = useMutation({
    mutationFn: ({ next, includeExisting, over }: Saving) =>
      put<Assignment>("/v1/assignment", { ...next, ...(includeExisting ? { includeExisting } : {}) }, { match: over }),
    onError: (error) => {
      if (isProblem(error, "conflict")) void client.invalidateQueries({ queryKey: ["assignment"] });
    },
    onSuccess: (saved, { next, includeExisting }) => {
      const before = seen;
      const now = rulesOf(saved);
      client.setQueryData(["assignment"], saved);
      setSeen(now);
      // What was typed while it was sent stays.
      setDraft((draft) => (same(draft, next) || same(draft, before) ? now : draft));
      setExisting(false);
      // Leads that were handed off stay where they are; the rules alone go back.
      toast(includeExisting ? "The rules are saved, and waiting leads are handed off" : "The rules are saved", {
        undo: () => save.mutate({ next: before, includeExisting: false, over: saved.version }),
      });
    },
  });
  const problem = isProblem(save.error) ? save.error : undefined;
  const on = draft.threshold !== undefined;
  const toggle = (member: string) =>
    setDraft((now) => ({
      ...now,
      members: now.members.includes(member)
        ? now.members.filter((other) => other !== member)
        : [...now.members, member],
    }));
  const options = colleagues.map((colleague) => ({ value: colleague.id, label: shownText(colleague.name) }));
  return (
    <form
      className="stack"
      style={{ gap: 28 }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ next: draft, includeExisting: existing, over: answer.version });
      }}
    >
      {problem && (
        <Note kind="bad" role="alert">
          {[problem.detail, ...problem.errors.map((error) => error.detail)].join(" ")}
        </Note>
      )}
      {changed && overtaken && (
        <Note kind="caution" role="status">
          Somebody changed the rules meanwhile. Saving puts yours in their place; “As it was” shows theirs.
        </Note>
      )}
      <Section id="qualify" title={setting("qualify").title} says={saysOf("qualify")}>
        <div className="row wide" style={{ gap: 16 }}>
          <Checkbox
            label="Qualify leads by their score"
            checked={on}
            disabled={!may}
            onChange={(event) => {
              const checked = event.currentTarget.checked;
              setDraft((now) => {
                const next = { ...now };
                delete next.threshold;
                return checked ? { ...next, threshold: 85 } : next;
              });
            }}
          />
          {on && (
            <NumberInput
              aria-label="From which score on a lead is qualified"
              w={90}
              min={1}
              max={100}
              clampBehavior="strict"
              allowDecimal={false}
              hideControls
              disabled={!may}
              value={draft.threshold ?? 85}
              onChange={(value) => setDraft((now) => ({ ...now, threshold: Number(value) }))}
            />
          )}
        </div>
      </Section>
      <Section id="assign" title={setting("assign").title} says={saysOf("assign")}>
        <Radio.Group
          aria-label="To whom it goes"
          value={draft.mode}
          onChange={(mode) => setDraft((now) => ({ ...now, mode: mode }))}
        >
          <div className="stack" style={{ gap: 10 }}>
            {MODES.map(([mode, words, effect]) => (
              <Radio key={mode} value={mode} label={words} description={effect} disabled={!may || !on} />
            ))}
          </div>
        </Radio.Group>
      </Section>
      {draft.mode !== "none" && on && (
        <Section id="members" title={setting("members").title} says={saysOf("members")}>
          {colleagues.length === 0 ? (
            <p className="quiet">Nobody may own leads yet. Invite representatives first.</p>
          ) : (
            <div className="stack tight">
              {colleagues.map((colleague) => (
                <Checkbox
                  key={colleague.id}
                  label={<span className="wrap">{shownText(colleague.name)}</span>}
                  checked={draft.members.includes(colleague.id)}
                  disabled={!may}
                  onChange={() => toggle(colleague.id)}
                />
              ))}
            </div>
          )}
        </Section>
      )}
      {draft.mode === "region" && on && (
        <Section id="regions" title={setting("regions").title} says={saysOf("regions")}>
          <div className="stack tight" style={{ maxWidth: 520 }}>
            {Object.entries(draft.regions).map(([name, owner]) => (
              <div key={name} className="row">
                <span style={{ flex: 1 }} className="wrap">
                  {shownText(name)}
                </span>
                <Select
                  aria-label={`Who gets ${shownText(name)}`}
                  data={options}
                  value={owner}
                  disabled={!may}
                  w={220}
                  onChange={(value) =>
                    value && setDraft((now) => ({ ...now, regions: { ...now.regions, [name]: value } }))
                  }
                />
                {may && (
                  <IconButton
                    icon="close"
                    label={`Drop ${shownText(name)}`}
                    onClick={() =>
                      setDraft((now) => {
                        const regions = { ...now.regions };
                        delete regions[name];
                        return { ...now, regions };
                      })
                    }
                  />
                )}
              </div>
            ))}
            {may && (
              <div className="row">
                <TextInput
                  aria-label="Another country"
                  placeholder="Another country"
                  style={{ flex: 1 }}
                  value={country}
                  onChange={(event) => setCountry(event.currentTarget.value)}
                />
                <Button
                  icon="plus"
                  disabled={country.trim() === "" || options.length === 0}
                  onClick={() => {
                    const first = draft.members[0] ?? options[0]?.value;
                    if (first) setDraft((now) => ({ ...now, regions: { ...now.regions, [country.trim()]: first } }));
                    setCountry("");
                  }}
                >
                  Add
                </Button>
              </div>
            )}
          </div>
        </Section>
      )}
      {may && on && waiting > 0 && (
        <Checkbox
          label={`Hand off the ${plural(waiting, "free lead")} that reached the score before, too`}
          checked={existing}
          onChange={(event) => setExisting(event.currentTarget.checked)}
        />
      )}
      {may && (
        <div className="row">
          <Button kind="main" type="submit" busy={save.isPending} disabled={!changed && !existing}>
            Save
          </Button>
          {changed && (
            <Button kind="plain" onClick={() => begin(rules)}>
              As it was
            </Button>
          )}
        </div>
      )}
      <Unsaved when={changed} />
    </form>
  );
}
