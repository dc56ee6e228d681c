import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Books, ReaderBooks, SystemState } from "@/api/types";
import { count, plural } from "@/shared/format/numbers";
import { exact } from "@/shared/format/times";
import { sentence } from "@/shared/format/words";
import { get } from "@/shared/http/client";
import { useMay } from "@/shared/session/session";
import { Section } from "@/shared/ui/Page";
import { Tag } from "@/shared/ui/marks";
import { Failure, Loading } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { Balance } from "./Balance";
import { readerLines, verdict, type Look, type ReaderLine } from "./books";
import styles from "./System.module.css";

/** Longer than the part of the log of a process that was killed lies unread, and than processes take to report. */
const LOOK_MS = 10_000;

const KEY = ["books", "changes"];

async function look(signal: AbortSignal): Promise<Look> {
  const [scores, work] = await Promise.all([
    get<ReaderBooks>("/v1/books/scoring", { signal }),
    get<ReaderBooks>("/v1/books/work", { signal }),
  ]);
  const books = await get<Books>("/v1/books", { signal });
  const system = await get<SystemState>("/v1/system", { signal });
  return { scores, work, books, system };
}

/** Whether what was published of leads has reached all who read of them. */
export function ChangesSection() {
  const looks = useQuery({
    queryKey: KEY,
    queryFn: async ({ client, signal }) => ({
      before: client.getQueryData<{ now: Look }>(KEY)?.now,
      now: await look(signal),
    }),
    refetchInterval: LOOK_MS,
    staleTime: LOOK_MS,
  });
  return (
    <Section
      title="Books of changes"
      says="Each change of a lead is published once, and must reach everyone who works with leads."
    >
      {looks.data ? (
        <Changes now={looks.data.now} before={looks.data.before} />
      ) : looks.isError ? (
        <Failure error={looks.error} what="The books of changes" onRetry={() => void looks.refetch()} />
      ) : (
        <Loading />
      )}
    </Section>
  );
}

type Row = { words: string; part: boolean; cell: (line: ReaderLine) => ReactNode };

/** Those that are a part add up to what was published. */
const ROWS: Row[] = [
  { words: "Published", part: false, cell: (line) => count(line.published) },
  { words: "Taken in", part: true, cell: (line) => count(line.takenIn) },
  { words: "On their way", part: true, cell: (line) => count(line.onTheirWay) },
  { words: "Rejected", part: true, cell: (line) => count(line.rejected) },
  { words: "Missing", part: true, cell: (line) => count(line.missing) },
  { words: "Balance", part: false, cell: (line) => <State line={line} /> },
];

function Changes({ now, before }: { now: Look; before: Look | undefined }) {
  const mayReplay = useMay("rejected:replay");
  const lines = readerLines(now, before);
  const { state, words } = verdict(lines);
  return (
    <div className="stack" style={{ gap: 12 }}>
      <Balance state={state}>{words}</Balance>
      {state === "unbalanced" && (
        <p className="quiet" style={{ maxWidth: "70ch" }}>
          If the database or the log was restored from a backup of its own, restore both from the same one. Otherwise
          keep both as they are, and report it as a fault of ProX. A lead whose change is missing is right again with
          its next one.
        </p>
      )}
      {mayReplay && lines.some((line) => line.rejected > 0) && (
        <p>
          <Link to="/system/$part" params={{ part: "rejected" }}>
            Look at what was rejected, and replay it
          </Link>
        </p>
      )}
      <div className={styles.readers}>
        <Table
          label="Books of changes"
          rows={ROWS}
          rowKey={(row) => row.words}
          columns={[
            {
              title: "Changes",
              cell: (row) => <span className={row.part ? styles.part : undefined}>{row.words}</span>,
            },
            ...lines.map((line) => ({
              title: sentence(line.words.replace(/^the /, "")),
              align: "right" as const,
              tight: true,
              cell: (row: Row) => row.cell(line),
            })),
          ]}
        />
      </div>
      <p className="small faint">
        Of {plural(now.books.published.leads, "lead")}, deleted ones among them, as of {exact(now.books.asOf)}
      </p>
    </div>
  );
}

function State({ line }: { line: ReaderLine }) {
  if (line.missing !== 0) return <Tag kind="bad">Not balanced</Tag>;
  if (line.rejected > 0) return <Tag kind="caution">To be replayed</Tag>;
  if (line.onTheirWay > 0) return <Tag>On their way</Tag>;
  return <Tag kind="good">Balanced</Tag>;
}
