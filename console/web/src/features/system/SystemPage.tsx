import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import type { Books, BooksAccount, Permission, Rejected, RejectedPage, SystemState } from "@/api/types";
import { bytes, count, plural } from "@/shared/format/numbers";
import { exact } from "@/shared/format/times";
import { sentence } from "@/shared/format/words";
import { get, isProblem, post } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { useMay, useSession } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Facts, Page, Section, Tabs } from "@/shared/ui/Page";
import { Tag, Time } from "@/shared/ui/marks";
import { Empty, Failure, Loading, NotAllowed } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { toast } from "@/shared/ui/toasts";
import { Balance } from "./Balance";
import { doorWords, rowsOf, spelt } from "./books";
import { ChangesSection } from "./ChangesSection";
import styles from "./System.module.css";

const PARTS: { part: string; words: string; needs: Permission; content: ComponentType }[] = [
  { part: "health", words: "Health", needs: "system:read", content: Health },
  { part: "books", words: "Books", needs: "system:read", content: BooksPart },
  { part: "rejected", words: "Rejected", needs: "rejected:read", content: RejectedPart },
];

export function SystemPage() {
  const { part = "health" } = useParams({ strict: false });
  const { permissions } = useSession();
  const parts = PARTS.filter((one) => permissions.includes(one.needs));
  const current = parts.find((one) => one.part === part);
  const Content = current?.content;
  return (
    <Page title="System" question="Is anything lost, broken or odd?">
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
  if (system.isError && !system.data)
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
                {role.processes !== undefined &&
                  role.processes > 1 &&
                  `, ${plural(role.processes, "process", "processes")}`}
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
            ...Object.entries(storage).map(([name, value]): [string, string] => storageRow(name, value)),
          ]}
        />
      </Section>
    </div>
  );
}

const STORAGE: Record<string, string> = {
  databaseBytes: "Database",
  outboxRows: "Messages that wait for the log",
  rejected: "Records that wait to be replayed",
};

function storageRow(name: string, value: number | string): [string, string] {
  const words = Object.hasOwn(STORAGE, name) ? (STORAGE[name] ?? name) : spelt(shownText(name.replace(/Bytes$/, "")));
  if (typeof value === "string") return [words, shownText(value)];
  return [words, name.endsWith("Bytes") ? bytes(value) : count(value)];
}

function BooksPart() {
  const books = useQuery({
    queryKey: ["books"],
    queryFn: ({ signal }) => get<Books>("/v1/books", { signal }),
    refetchInterval: LOOK_MS,
  });
  if (books.isError && !books.data)
    return <Failure error={books.error} what="The books" onRetry={() => void books.refetch()} />;
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

function RejectedPart() {
  const client = useQueryClient();
  const may = useMay("rejected:replay");
  const list = useInfiniteQuery({
    queryKey: ["rejected"],
    queryFn: ({ pageParam, signal }) =>
      get<RejectedPage>("/v1/rejected", { query: { limit: 100, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const replay = useMutation({
    mutationFn: async (some: readonly Rejected[]) => {
      let done = 0;
      for (const one of some) {
        await post(`/v1/rejected/${encodeURIComponent(one.id)}/replay`);
        done++;
      }
      return done;
    },
    onSuccess: (done) => toast(`${plural(done, "record is", "records are")} on the way again`),
    onError: (error) => toast(isProblem(error) ? error.detail : "The replay stopped. Try again.", { kind: "failed" }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["rejected"] }),
  });
  if (list.isError)
    return <Failure error={list.error} what="The rejected records" onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const all = list.data.pages.flatMap((page) => page.rejected);
  if (all.length === 0) {
    return (
      <Empty icon="check" title="Nothing was rejected">
        Here stand records that were accepted and failed later, with the reason. They are kept as they came, so that
        they can be replayed after a mend.
      </Empty>
    );
  }
  const groups = new Map<string, Rejected[]>();
  for (const one of all) groups.set(one.problem, [...(groups.get(one.problem) ?? []), one]);
  const waiting = all.filter((one) => one.replayedAt === undefined).length;
  return (
    <div className="stack" style={{ gap: 28 }}>
      <p style={{ fontSize: "var(--text-l)" }}>
        {waiting === 0
          ? `${list.hasNextPage ? "All of the newest" : "All of them"} were replayed.`
          : `${list.hasNextPage ? "More than " : ""}${plural(waiting, "record waits", "records wait")} to be replayed.`}{" "}
        Nothing is lost: each is kept as it came.
      </p>
      {[...groups].map(([problem, some]) => {
        const open = some.filter((one) => one.replayedAt === undefined);
        return (
          <Section
            key={problem}
            title={some[0]?.title ? shownText(some[0].title) : sentence(shownText(problem).replaceAll("-", " "))}
            says={plural(some.length, "record")}
            acts={
              may &&
              open.length > 0 && (
                <Button icon="refresh" busy={replay.isPending} onClick={() => replay.mutate(open)}>
                  Replay {open.length === 1 ? "it" : `${list.hasNextPage ? "these" : "all"} ${count(open.length)}`}
                </Button>
              )
            }
          >
            <Table
              label={problem}
              rows={some}
              rowKey={(one) => one.id}
              columns={[
                { title: "What", minWidth: 240, cell: (one) => shownText(one.detail) },
                {
                  title: "Reader",
                  tight: true,
                  cell: (one) => <span className="mono">{shownText(one.consumer)}</span>,
                },
                {
                  title: "Where on the log",
                  tight: true,
                  cell: (one) => (
                    <span className="mono">
                      {shownText(one.topic)} {one.partition}:{one.offset}
                    </span>
                  ),
                },
                { title: "When", tight: true, cell: (one) => <Time at={one.rejectedAt} /> },
                {
                  title: "",
                  label: "Acts",
                  tight: true,
                  cell: (one) =>
                    one.replayedAt ? (
                      <Tag>
                        Replayed <Time at={one.replayedAt} />
                      </Tag>
                    ) : (
                      may && (
                        <Button small disabled={replay.isPending} onClick={() => replay.mutate([one])}>
                          Replay
                        </Button>
                      )
                    ),
                },
              ]}
            />
          </Section>
        );
      })}
      {list.hasNextPage && (
        <div>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Earlier ones
          </Button>
        </div>
      )}
    </div>
  );
}
