import { Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { AuditEntry, AuditPage as Entries } from "@/api/types";
import { exact } from "@/shared/format/times";
import { get } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { useMay, usersQuery } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Page } from "@/shared/ui/Page";
import { Time } from "@/shared/ui/marks";
import { Empty, Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import styles from "./Audit.module.css";
import { actWords, KINDS } from "./words";

export function AuditPage() {
  const search = useSearch({ from: "/app/audit" });
  const navigate = useNavigate();
  const mayUsers = useMay("users:read");
  const users = useQuery({ ...usersQuery, enabled: mayUsers });
  const [subject, setSubject] = useState(search.subject ?? "");
  const set = (change: Partial<Record<"action" | "actor" | "subject", string | undefined>>) =>
    void navigate({
      to: "/audit",
      search: Object.fromEntries(
        Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== ""),
      ),
      replace: true,
    });
  const onSubject = useDebouncedCallback((text: string) => set({ subject: text.trim() }), 250);
  const list = useInfiniteQuery({
    queryKey: ["audit", search],
    queryFn: ({ pageParam, signal }) =>
      get<Entries>("/v1/audit", { query: { ...search, limit: 100, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const first = list.data?.pages[0];
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const narrowed = Object.keys(search).length > 0;

  return (
    <Page title="Audit" question="Who did what, and who saw what?">
      {first &&
        (first.intact ? (
          <p className={styles.intact}>
            <span style={{ color: "var(--good)", display: "inline-flex" }}>
              <Icon name="check" />
            </span>
            The log is intact: each entry is bound to the one before, and none was changed.
          </p>
        ) : (
          <Note kind="bad" role="alert">
            The log is broken{first.firstBroken === undefined ? "" : ` from entry ${first.firstBroken} on`}: something
            changed entries after they were written. Tell whoever is responsible for security.
          </Note>
        ))}
      <div className={styles.filters} role="search" aria-label="Narrow the log">
        <Select
          label="What"
          placeholder="Everything"
          clearable
          data={KINDS.map(([value, label]) => ({ value, label }))}
          value={search.action ?? null}
          onChange={(value) => set({ action: value ?? undefined })}
          w={210}
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
            w={210}
          />
        )}
        <TextInput
          label="To what"
          placeholder="An identifier, such as lead_…"
          value={subject}
          onChange={(event) => {
            setSubject(event.currentTarget.value);
            onSubject(event.currentTarget.value);
          }}
          w={260}
        />
        {narrowed && (
          <Button
            kind="plain"
            icon="close"
            onClick={() => {
              setSubject("");
              void navigate({ to: "/audit", search: {}, replace: true });
            }}
          >
            Everything
          </Button>
        )}
      </div>
      {list.isError && entries.length === 0 ? (
        <Failure error={list.error} what="The log" onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading rows={10} />
      ) : entries.length === 0 ? (
        <Empty icon="audit" title={narrowed ? "Nothing fits" : "Nothing is recorded yet"}>
          {narrowed
            ? "Fewer filters show more."
            : "Here stands each act that matters, and each reading of personal data."}
        </Empty>
      ) : (
        <>
          <Table label="Audit log" top rows={entries} rowKey={(entry) => entry.number} columns={COLUMNS} />
          {list.hasNextPage && (
            <div>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Earlier entries
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
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

const COLUMNS = [
  {
    title: "When",
    tight: true,
    cell: (entry: AuditEntry) => (
      <span title={exact(entry.at)}>
        <Time at={entry.at} />
      </span>
    ),
  },
  {
    title: "Who",
    minWidth: 130,
    cell: (entry: AuditEntry) => shownText(entry.actorName ?? (entry.actor === "prox" ? "ProX" : entry.actor)) || "–",
  },
  {
    title: "Did what",
    minWidth: 160,
    cell: (entry: AuditEntry) => (
      <>
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
      </>
    ),
  },
  { title: "To what", minWidth: 140, cell: (entry: AuditEntry) => <Subject subject={entry.subject} /> },
  {
    title: "From",
    tight: true,
    cell: (entry: AuditEntry) => <span className="mono faint">{shownText(entry.origin)}</span>,
  },
  {
    title: "Entry",
    tight: true,
    align: "right" as const,
    cell: (entry: AuditEntry) => <span className="faint num">{entry.number}</span>,
  },
];
