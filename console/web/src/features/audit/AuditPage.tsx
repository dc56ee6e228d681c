import { Select, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { AuditEntry, AuditPage as Entries } from "@/api/types";
import { get } from "@/shared/http/client";
import { useRest } from "@/shared/http/rest";
import { shownText } from "@/shared/persons/persons";
import { useMay, usersQuery } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { CardList, Grid, type GridColumn } from "@/shared/ui/Grid";
import { Icon } from "@/shared/ui/Icon";
import { useTitle } from "@/shared/ui/Page";
import { Time } from "@/shared/ui/marks";
import { Empty, Failure, Note } from "@/shared/ui/States";
import { useTyped } from "@/shared/ui/useTyped";
import styles from "./Audit.module.css";
import { actWords, KINDS } from "./words";

const NONE: readonly AuditEntry[] = [];
const keyOf = (entry: AuditEntry) => String(entry.number);

export function AuditPage() {
  useTitle("Audit");
  const search = useSearch({ from: "/app/audit" });
  const navigate = useNavigate();
  const mayUsers = useMay("users:read");
  const users = useQuery({ ...usersQuery, enabled: mayUsers });
  const set = (change: Partial<Record<"action" | "actor" | "subject", string | undefined>>) =>
    void navigate({
      to: "/audit",
      search: Object.fromEntries(
        Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== ""),
      ),
      replace: true,
    });
  const [subject, setSubject] = useTyped(search.subject ?? "", (text) => set({ subject: text }));
  const list = useInfiniteQuery({
    queryKey: ["audit", search],
    queryFn: ({ pageParam, signal }) =>
      get<Entries>("/v1/audit", { query: { ...search, limit: 100, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const first = list.data?.pages[0];
  const entries = useMemo(() => list.data?.pages.flatMap((page) => page.entries) ?? NONE, [list.data]);
  const phone = useMediaQuery("(max-width: 700px)", undefined, { getInitialValueInEffect: false });
  const [focused, setFocused] = useState<string | undefined>();
  const rest = useRest(list);
  const narrowed = Object.keys(search).length > 0;

  const empty = (
    <Empty icon="audit" title={narrowed ? "Nothing fits" : "Nothing is recorded yet"}>
      {narrowed ? "Fewer filters show more." : "Here stands each act that matters, and each reading of personal data."}
    </Empty>
  );

  return (
    <div className={styles.page} data-full="">
      <div className={styles.head}>
        <div>
          <h1 tabIndex={-1}>Audit</h1>
          <p>Who did what, and who saw what?</p>
        </div>
        {first?.intact && (
          <p className={styles.intact}>
            <span style={{ color: "var(--good)", display: "inline-flex" }}>
              <Icon name="check" />
            </span>
            The log is intact: each entry is bound to the one before, and none was changed.
          </p>
        )}
        {first?.intact === false && (
          <Note kind="bad" role="alert">
            The log is broken{first.firstBroken === undefined ? "" : ` from entry ${first.firstBroken} on`}: something
            changed entries after they were written. Tell whoever is responsible for security.
          </Note>
        )}
      </div>
      <div className={styles.filters} role="search" aria-label="Narrow the log">
        <Select
          label="What"
          placeholder="Everything"
          clearable
          data={KINDS.map(([value, label]) => ({ value, label }))}
          value={search.action ?? null}
          onChange={(value) => set({ action: value ?? undefined })}
        />
        {mayUsers && (
          <Select
            label="Who"
            placeholder="Everybody"
            clearable
            searchable
            data={(users.data?.users ?? []).map((user) => ({ value: user.id, label: shownText(user.name) || user.id }))}
            value={search.actor ?? null}
            onChange={(value) => set({ actor: value ?? undefined })}
          />
        )}
        <TextInput
          label="To what"
          placeholder="An identifier, such as lead_…"
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        {narrowed && (
          <Button kind="plain" icon="close" onClick={() => void navigate({ to: "/audit", search: {}, replace: true })}>
            Everything
          </Button>
        )}
      </div>
      {list.isError && entries.length === 0 ? (
        <Failure error={list.error} what="The log" onRetry={() => void list.refetch()} />
      ) : phone ? (
        <CardList
          label="Audit log"
          rows={entries}
          rowKey={keyOf}
          estimate={104}
          loading={list.isPending}
          rest={rest}
          empty={empty}
          card={(entry) => (
            <div className={styles.card}>
              <span className="small quiet">
                <Time at={entry.at} />, <Who entry={entry} />
              </span>
              <What entry={entry} />
              {entry.subject !== "" && <Subject subject={entry.subject} />}
            </div>
          )}
        />
      ) : (
        <Grid
          label="Audit log"
          name="audit"
          columns={COLUMNS}
          rows={entries}
          rowKey={keyOf}
          rowHeight={40}
          grows
          loading={list.isPending}
          rest={rest}
          focused={focused}
          onFocus={setFocused}
          empty={empty}
          describe={(entry) => `Entry ${entry.number}, ${actWords(shownText(entry.action))}`}
        />
      )}
    </div>
  );
}

function Who({ entry }: { entry: AuditEntry }) {
  return shownText(entry.actorName ?? (entry.actor === "prox" ? "ProX" : entry.actor)) || "–";
}

function What({ entry }: { entry: AuditEntry }) {
  return (
    <div>
      {actWords(shownText(entry.action))}
      {Object.keys(entry.detail).length > 0 && (
        <div className={styles.detail}>
          {Object.entries(entry.detail).map(([name, value]) => (
            <span key={name}>
              {shownText(name)}: {shownText(String(value)).slice(0, 200)}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function Subject({ subject }: { subject: string }) {
  if (subject === "") return <span className="faint">–</span>;
  const text = shownText(subject);
  const shown = <span className="mono wrap">{text}</span>;
  if (/^lead_[0-9a-z]+$/.test(subject)) {
    return (
      <Link to="/leads/$lead" params={{ lead: subject }} search={{}}>
        {shown}
      </Link>
    );
  }
  if (/^model_[0-9a-z]+$/.test(subject)) {
    return (
      <Link to="/models/$id" params={{ id: subject }}>
        {shown}
      </Link>
    );
  }
  if (/^import_[0-9a-z]+$/.test(subject)) {
    return (
      <Link to="/import/$id" params={{ id: subject }}>
        {shown}
      </Link>
    );
  }
  return shown;
}

const COLUMNS: GridColumn<AuditEntry>[] = [
  { id: "at", title: "When", size: 110, fixed: true, cell: (entry) => <Time at={entry.at} /> },
  { id: "who", title: "Who", size: 150, cell: (entry) => <Who entry={entry} /> },
  { id: "what", title: "Did what", size: 240, grow: 2, fixed: true, cell: (entry) => <What entry={entry} /> },
  { id: "subject", title: "To what", size: 200, grow: 1, cell: (entry) => <Subject subject={entry.subject} /> },
  {
    id: "origin",
    title: "From",
    size: 130,
    cell: (entry) => <span className="mono faint">{shownText(entry.origin)}</span>,
  },
  {
    id: "number",
    title: "Entry",
    size: 72,
    align: "right",
    cell: (entry) => <span className="faint num">{entry.number}</span>,
  },
];
