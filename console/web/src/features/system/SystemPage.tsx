import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import type { Books, BooksAccount, Permission, SystemState } from "@/api/types";
import { bytes, count, plural } from "@/shared/format/numbers";
import { exact } from "@/shared/format/times";
import { sentence } from "@/shared/format/words";
import { get } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { shownText } from "@/shared/persons/persons";
import { useSession } from "@/shared/session/session";
import { Facts, Page, Section, Tabs } from "@/shared/ui/Page";
import { Tag, Time } from "@/shared/ui/marks";
import { Failure, Loading, NotAllowed } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { Balance } from "./Balance";
import { doorWords, rowsOf } from "./books";
import { ChangesSection } from "./ChangesSection";
import { EventsPart } from "./EventsPart";
import { RejectedPart } from "./RejectedPart";
import styles from "./System.module.css";

const PARTS: { part: string; words: string; needs: Permission; content: ComponentType }[] = [
  { part: "health", words: "Health", needs: "system:read", content: Health },
  { part: "books", words: "Books", needs: "system:read", content: BooksPart },
  { part: "events", words: "Events", needs: "system:read", content: EventsPart },
  { part: "rejected", words: "Rejected", needs: "rejected:read", content: RejectedPart },
];

export function SystemPage() {
  const { part = "health" } = useParams({ strict: false });
  const { permissions } = useSession();
  const parts = PARTS.filter((one) => permissions.includes(one.needs));
  const current = parts.find((one) => one.part === part);
  const Content = current?.content;
  return (
    <Page title="System" question="Is anything lost, broken or odd?" full={current?.part === "rejected"}>
      <Tabs
        label="System"
        tabs={parts.map((one) => ({
          words: one.words,
          current: one.part === current?.part,
          to: "/system/$part",
          params: { part: one.part },
        }))}
      />
      {Content ? <Content /> : <NotAllowed />}
    </Page>
  );
}

const LOOK_MS = 5000;
const GOOD = ["running", "up", "ok", "idle", "ready"];
const BAD = ["failed", "down", "stopped", "dead", "lost"];

function Dot({ state }: { state: string }) {
  const word = state.toLowerCase();
  return (
    <span
      className={styles.dot}
      data-state={GOOD.includes(word) ? "good" : BAD.includes(word) ? "bad" : "other"}
      aria-hidden="true"
    />
  );
}

function Health() {
  const system = useQuery({
    queryKey: ["system"],
    queryFn: ({ signal }) => get<SystemState>("/v1/system", { signal }),
    refetchInterval: LOOK_MS,
  });
  if (unavailable(system))
    return <Failure error={system.error} what="The health" onRetry={() => void system.refetch()} />;
  if (!system.data) return <Loading />;
  const { roles, consumers, jobs, version, startedAt, storage } = system.data;
  const behind = consumers.reduce((sum, consumer) => sum + Math.max(0, consumer.lag), 0);
  return (
    <div className="stack" style={{ gap: 28 }}>
      <p style={{ fontSize: "var(--text-l)" }} role="status">
        {roles.every((role) => GOOD.includes(role.state.toLowerCase())) ? "All parts run. " : "Not all parts run. "}
        {behind === 0
          ? "Nothing waits to be worked on."
          : `${plural(behind, "record waits", "records wait")} to be worked on.`}
      </p>
      <Section title="Parts">
        <div className={styles.tiles}>
          {roles.map((role) => (
            <div key={role.name} className={styles.tile}>
              <b>{sentence(shownText(role.name))}</b>
              <span className="row">
                <Dot state={role.state} /> {sentence(shownText(role.state))}
                {role.processes > 1 && `, ${plural(role.processes, "process", "processes")}`}
              </span>
            </div>
          ))}
        </div>
      </Section>
      <Section
        title="Readers of the log"
        says="Each follows the log of facts; how far one is behind is told in records."
      >
        <Table
          label="Readers of the log"
          rows={consumers}
          rowKey={(consumer) => consumer.name}
          empty="There are none."
          columns={[
            {
              title: "Reader",
              minWidth: 160,
              cell: (consumer) => <span className="mono">{shownText(consumer.name)}</span>,
            },
            {
              title: "State",
              tight: true,
              cell: (consumer) => (
                <span className="row">
                  <Dot state={consumer.state} /> {sentence(shownText(consumer.state))}
                </span>
              ),
            },
            { title: "Behind", tight: true, align: "right", cell: (consumer) => count(consumer.lag) },
          ]}
        />
      </Section>
      <Section title="This installation">
        <Facts
          facts={[
            ["Version", version],
            ...(startedAt === undefined
              ? []
              : [
                  [
                    "Started",
                    <span key="started">
                      <Time at={startedAt} /> <span className="faint">{exact(startedAt)}</span>
                    </span>,
                  ] as [string, ReactNode],
                ]),
            ["Long work that runs", count(jobs.running)],
            ["Database", bytes(storage.databaseBytes)],
            ["Messages that wait for the log", count(storage.outboxRows)],
            ["Records that wait to be replayed", count(storage.rejected)],
          ]}
        />
      </Section>
    </div>
  );
}

function BooksPart() {
  const books = useQuery({
    queryKey: ["books"],
    queryFn: ({ signal }) => get<Books>("/v1/books", { signal }),
    refetchInterval: LOOK_MS,
  });
  if (unavailable(books)) return <Failure error={books.error} what="The books" onRetry={() => void books.refetch()} />;
  if (!books.data) return <Loading />;
  const { all, byDoor, bySource, asOf } = books.data;
  return (
    <div className="stack" style={{ gap: 28 }}>
      <Section title="Books of leads" says="Whatever was received is accounted for; the two sides are compared.">
        <Balance state={all.balanced ? "balanced" : "unbalanced"}>
          {all.balanced
            ? "Balanced: nothing is lost, nothing is counted twice."
            : `Not balanced: ${plural(Math.abs(all.difference), "record")} too ${all.difference > 0 ? "few" : "many"} on the side of what became of them. Tell your operator.`}
        </Balance>
        <dl className={styles.books}>
          {rowsOf(all).map((row) => (
            <div key={row.words}>
              <dt style={{ paddingInlineStart: 20 * row.level }}>{row.words}</dt>
              <dd>{count(row.value)}</dd>
            </div>
          ))}
          <div>
            <dt className="strong">Difference</dt>
            <dd className="strong">{count(all.difference)}</dd>
          </div>
        </dl>
        <p className="small faint">As of {exact(asOf)}</p>
      </Section>
      <ChangesSection />
      <Accounts title="By door" accounts={byDoor} name={(account) => doorWords(account.door)} />
      <Accounts
        title="By source"
        accounts={bySource}
        name={(account) =>
          `${shownText(account.name ?? account.source ?? "")}, ${doorWords(account.door).toLowerCase()}`
        }
      />
    </div>
  );
}

function Accounts({
  title,
  accounts,
  name,
}: {
  title: string;
  accounts: BooksAccount[];
  name: (account: BooksAccount) => string;
}) {
  const number = (title: string, value: (account: BooksAccount) => number) => ({
    title,
    tight: true,
    align: "right" as const,
    cell: (account: BooksAccount) => count(value(account)),
  });
  return (
    <Section title={title}>
      <Table
        label={title}
        rows={accounts}
        rowKey={(account, index) => `${account.door}/${account.source}/${index}`}
        empty="Nothing came in yet."
        columns={[
          { title: title === "By door" ? "Door" : "Source", minWidth: 160, cell: (account) => sentence(name(account)) },
          number("Received", (account) => account.received),
          number("Refused", (account) => account.refused),
          number("New", (account) => account.created),
          number("Changed", (account) => account.changed),
          number("Same", (account) => account.unchanged),
          {
            title: "Balance",
            tight: true,
            cell: (account) =>
              account.balanced ? (
                <Tag kind="good">Balanced</Tag>
              ) : (
                <Tag kind="bad">
                  {count(Math.abs(account.difference))} {account.difference > 0 ? "missing" : "too many"}
                </Tag>
              ),
          },
        ]}
      />
    </Section>
  );
}
