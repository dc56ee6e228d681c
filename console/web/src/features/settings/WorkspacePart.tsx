import { NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Grade, Thresholds, Workspace } from "@/api/types";
import { exact } from "@/shared/format/times";
import { isProblem, patch } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { sessionQuery, useMay, workspaceQuery } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Facts, Section } from "@/shared/ui/Page";
import { GradeMark } from "@/shared/ui/marks";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { toast } from "@/shared/ui/toasts";
import { Unsaved } from "@/shared/ui/Unsaved";
import { saysOf, setting } from "./settings";
import styles from "./Settings.module.css";
import { falling } from "./thresholds";

const USUAL: Thresholds = { a: 80, b: 50, c: 20 };

export function WorkspacePart() {
  const workspace = useQuery(workspaceQuery);
  if (unavailable(workspace))
    return <Failure error={workspace.error} what="The settings" onRetry={() => void workspace.refetch()} />;
  return workspace.data ? <Form workspace={workspace.data} /> : <Loading />;
}

function Form({ workspace }: { workspace: Workspace }) {
  const client = useQueryClient();
  const may = useMay("workspace:write");
  const [name, setName] = useState(workspace.name);
  const [currency, setCurrency] = useState(workspace.currency);
  const [thresholds, setThresholds] = useState(workspace.thresholds);
  // What the form began with, however often the settings are read anew beneath it.
  const [seen, setSeen] = useState(workspace.version);
  const changed =
    name !== workspace.name ||
    currency !== workspace.currency ||
    (["a", "b", "c"] as const).some((grade) => thresholds[grade] !== workspace.thresholds[grade]);
  const save = useMutation({
    mutationFn: (settings: Pick<Workspace, "name" | "currency" | "thresholds">) =>
      patch<Workspace>("/v1/workspace", settings, { match: seen }),
    onError: (error) => {
      if (isProblem(error, "conflict")) void client.invalidateQueries({ queryKey: workspaceQuery.queryKey });
    },
    onSuccess: (next) => {
      setSeen(next.version);
      const before = { name: workspace.name, currency: workspace.currency, thresholds: workspace.thresholds };
      client.setQueryData(workspaceQuery.queryKey, next);
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void client.invalidateQueries({ queryKey: ["work"] });
      void client.invalidateQueries({ queryKey: ["overview"] });
      toast("Saved", {
        undo: () => {
          setName(before.name);
          setCurrency(before.currency);
          setThresholds(before.thresholds);
          save.mutate(before);
        },
      });
    },
  });
  const problem = isProblem(save.error) ? save.error : undefined;
  const ok = falling(thresholds);
  const grades: [Grade, number, number][] = [
    ["A", thresholds.a, 100],
    ["B", thresholds.b, thresholds.a],
    ["C", thresholds.c, thresholds.b],
    ["D", 0, thresholds.c],
  ];
  return (
    <form
      className="stack"
      style={{ gap: 32 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (ok) save.mutate({ name: name.trim(), currency: currency.trim().toUpperCase(), thresholds });
      }}
    >
      {problem && (
        <Note kind="bad" role="alert">
          {[problem.detail, ...problem.errors.map((error) => error.detail)].join(" ")}
        </Note>
      )}
      <Section title="Workspace">
        <div style={{ maxWidth: 720 }}>
          <div className={styles.setting} id="name">
            <span className={styles.words}>
              <b>{setting("name").title}</b>
              <span>{saysOf("name")}</span>
            </span>
            <TextInput
              aria-label="Name"
              value={name}
              maxLength={100}
              disabled={!may}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </div>
          <div className={styles.setting} id="currency">
            <span className={styles.words}>
              <b>{setting("currency").title}</b>
              <span>{saysOf("currency")}</span>
            </span>
            <TextInput
              aria-label="Currency"
              value={currency}
              maxLength={3}
              disabled={!may}
              error={problem?.of("#/currency") && "That is no currency"}
              onChange={(event) => setCurrency(event.currentTarget.value)}
            />
          </div>
        </div>
      </Section>
      <Section id="grades" title={setting("grades").title} says={saysOf("grades")}>
        <div className={styles.scale} aria-hidden="true">
          {ok &&
            [...grades].reverse().map(([grade, from, to]) => (
              <span
                key={grade}
                style={{
                  flex: `${to - from} 0 0`,
                  background: `var(--grade-${grade.toLowerCase()})`,
                  color: `var(--on-grade-${grade.toLowerCase()})`,
                }}
              >
                {grade}
              </span>
            ))}
        </div>
        <div className={styles.thresholds}>
          {(["a", "b", "c"] as const).map((grade, index) => (
            <div key={grade} style={{ display: "contents" }}>
              <GradeMark grade={(["A", "B", "C"] as const)[index]} />
              <NumberInput
                aria-label={`From which score on a lead is ${grade.toUpperCase()}`}
                min={0}
                max={100}
                clampBehavior="strict"
                allowDecimal={false}
                hideControls
                disabled={!may}
                value={thresholds[grade]}
                onChange={(value) => setThresholds((now) => ({ ...now, [grade]: Number(value) }))}
              />
              <span className="quiet">
                and above{grade === "a" ? "" : `, below ${(["a", "b", "c"] as const)[index - 1]?.toUpperCase()}`}
              </span>
            </div>
          ))}
        </div>
        {!ok && (
          <Note kind="caution" role="alert">
            The scores must fall: A above B, B above C.
          </Note>
        )}
      </Section>
      <Section id="fixed" title={setting("fixed").title}>
        <Facts
          facts={[
            [
              "Horizon",
              `${workspace.horizonDays} days: an outcome counts when it comes within this time after the lead`,
            ],
            ["Made", exact(workspace.createdAt)],
            ["Kind", workspace.demo ? "A demo with a simulated company" : "Your installation"],
            [
              "Identifier",
              <span key="id" className="mono">
                {workspace.id}
              </span>,
            ],
          ]}
        />
      </Section>
      {may && (
        <div className="row">
          <Button kind="main" type="submit" busy={save.isPending} disabled={!changed || !ok}>
            Save
          </Button>
          {changed && (
            <Button
              kind="plain"
              onClick={() => {
                setName(workspace.name);
                setCurrency(workspace.currency);
                setThresholds(workspace.thresholds);
                setSeen(workspace.version);
                save.reset();
              }}
            >
              As it was
            </Button>
          )}
          <Button kind="plain" onClick={() => setThresholds(USUAL)}>
            Usual grades
          </Button>
        </div>
      )}
      <Unsaved when={changed} />
    </form>
  );
}
