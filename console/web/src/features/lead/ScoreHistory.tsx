import { useQuery } from "@tanstack/react-query";
import type { LedgerEntry } from "@/api/types";
import { Chart } from "@/shared/charts/Chart";
import { Figure } from "@/shared/charts/Figure";
import { axis, baseOption, type Tokens } from "@/shared/charts/tokens";
import { percent, signed } from "@/shared/format/numbers";
import { ago, day, exact } from "@/shared/format/times";
import { causeWords } from "@/shared/format/words";
import { isProblem } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { IconButton } from "@/shared/ui/Button";
import { Delta, Tag } from "@/shared/ui/marks";
import { Loading, Note, PartFailure } from "@/shared/ui/States";
import { entryQuery } from "./api";
import { stepWords } from "./events";
import styles from "./LeadPage.module.css";
import { MoveList } from "./MoveList";
import { WaterfallFigure } from "./Waterfall";

/**
 * The score over time in a sentence.
 *
 * @param past what is loaded of it, the oldest first
 * @param more whether there is more before it
 */
export function historyWords(past: readonly Pick<LedgerEntry, "since" | "score">[], more: boolean): string {
  const first = past[0];
  const last = past.at(-1);
  if (!first || !last) return "";
  const moves = past.slice(1).filter((entry, index) => entry.score !== past[index]?.score).length;
  const steps = moves === 1 ? "one step" : `${moves} steps`;
  if (more) {
    return `${last.score} now. What is shown begins on ${day(first.since)} with ${first.score} and has ${steps} since; earlier ones are not loaded yet. Choose a step to see its cause.`;
  }
  return past.length === 1
    ? `${last.score} since ${ago(last.since)}. Nothing has changed it yet.`
    : `From ${first.score} to ${last.score} since ${day(first.since)}, in ${steps}. Choose a step to see its cause.`;
}

/** The score over time; each step opens its cause. */
export function ScoreHistory({
  entries,
  more,
  chosen,
  onChoose,
}: {
  /** Newest first, as the ledger gives them. */
  entries: readonly LedgerEntry[];
  /** Whether there are earlier ones. */
  more: boolean;
  chosen: number | undefined;
  onChoose: (entry: number | undefined) => void;
}) {
  const past = [...entries].reverse();
  const last = past[past.length - 1];
  const first = past[0];
  if (!first || !last) return null;
  const says = historyWords(past, more);
  const option = (tokens: Tokens) => ({
    ...baseOption(tokens),
    grid: { ...baseOption(tokens).grid, top: 20, right: 28 },
    tooltip: {
      ...baseOption(tokens).tooltip,
      trigger: "item" as const,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const entry = past[dataIndex];
        if (!entry) return "";
        const before = past[dataIndex - 1];
        const words = stepWords(entry).slice(0, 60);
        return `${entry.score}${before ? ` (${signed(entry.score - before.score)})` : ""}\n${words}\n${ago(entry.since)}`;
      },
    },
    xAxis: { ...axis(tokens), type: "time" as const, splitLine: { show: false }, max: Date.now(), splitNumber: 4 },
    yAxis: { ...axis(tokens), type: "value" as const, min: 0, max: 100, interval: 25, axisLine: { show: false } },
    series: [
      {
        id: "score",
        type: "line" as const,
        step: "end" as const,
        symbol: "circle",
        symbolSize: (_value: unknown, point: { dataIndex: number }) =>
          past[point.dataIndex]?.entry === chosen ? 12 : 8,
        lineStyle: { width: 2, color: tokens.accent },
        itemStyle: { color: tokens.accent, borderColor: tokens.page, borderWidth: 2 },
        emphasis: { scale: 1.3 },
        data: past.map((entry) => [entry.since, entry.score]),
        markLine:
          past.length === 0
            ? undefined
            : {
                silent: true,
                symbol: "none",
                label: { show: false },
                lineStyle: { color: tokens.axis, type: "dashed" as const, width: 1 },
                data: past
                  .filter((entry) => entry.cause.kind === "model" && entry.entry > 1)
                  .map((entry) => ({ xAxis: entry.since })),
              },
      },
      {
        // Goes on until now.
        id: "now",
        type: "line" as const,
        symbol: "none",
        silent: true,
        lineStyle: { width: 2, color: tokens.accent },
        data: [
          [last.since, last.score],
          [new Date().toISOString(), last.score],
        ],
      },
    ],
  });
  const models = past.some((entry) => entry.cause.kind === "model" && entry.entry > 1);
  return (
    <Figure
      title="Score over time"
      level={2}
      says={says}
      file="score-over-time"
      note={models ? "Dashed: another model went live." : undefined}
      table={{
        titles: ["When", "Score", "Change", "Cause", "Chance"],
        rows: past.map((entry, index) => [
          exact(entry.since),
          entry.score,
          index === 0 ? "" : signed(entry.score - (past[index - 1]?.score ?? entry.score)),
          stepWords(entry),
          entry.chance ? percent(entry.chance.probability) : "",
        ]),
      }}
    >
      <Chart
        label={says}
        height={200}
        option={option}
        onPoint={({ seriesId, dataIndex }) => {
          const entry = past[dataIndex];
          if (seriesId === "score" && entry) onChoose(entry.entry === chosen ? undefined : entry.entry);
        }}
      />
    </Figure>
  );
}

/** One step: why the score was computed anew, what moved it, and all reasons as they were then. */
export function StepDetail({
  lead,
  entry,
  before,
  onClose,
}: {
  lead: string;
  entry: LedgerEntry;
  before: LedgerEntry | undefined;
  onClose: () => void;
}) {
  const then = useQuery(entryQuery(lead, entry.entry));
  const from = useQuery({ ...entryQuery(lead, entry.movedFrom ?? 0), enabled: entry.movedFrom !== undefined });
  return (
    <section className={styles.step} aria-label={`Step ${entry.entry}`}>
      <StepHead step={entry} by={before && entry.score - before.score} onClose={onClose} />
      {from.isLoadingError ? (
        <PartFailure what="What moved it" onRetry={() => void from.refetch()} />
      ) : entry.moved.length > 0 ? (
        <MoveList moved={entry.moved} base={{ from: from.data?.base ?? entry.base, to: entry.base }} />
      ) : (
        before && (
          <p className="quiet">
            {entry.rules === before.rules
              ? "No reason moved by itself; the score follows from what changed around it."
              : "The rules count points and a model weighs chances, so single reasons cannot be compared."}
          </p>
        )
      )}
      <details>
        <summary className="quiet" style={{ cursor: "pointer" }}>
          All reasons as they were then
        </summary>
        <div style={{ paddingTop: 12 }}>
          {then.data ? (
            <WaterfallFigure score={then.data} title="Why this score then" />
          ) : then.isError ? (
            <PartFailure what="The reasons of then" onRetry={() => void then.refetch()} />
          ) : (
            <Loading rows={4} />
          )}
        </div>
      </details>
    </section>
  );
}

/** A step that an address names and that is not among those loaded: what is known of it alone. */
export function NamedStep({ lead, entry, onClose }: { lead: string; entry: number; onClose: () => void }) {
  const then = useQuery(entryQuery(lead, entry));
  const told = then.data;
  if (isProblem(then.error, "not-found")) return <Note>{then.error.detail}</Note>;
  if (then.isError) return <PartFailure what={`Step ${entry}`} onRetry={() => void then.refetch()} />;
  if (!told) return <Loading rows={4} />;
  const cause = told.cause ?? { kind: "", reference: "" };
  return (
    <section className={styles.step} aria-label={`Step ${entry}`}>
      <StepHead
        step={{ ...told, entry, since: told.since ?? told.computedAt, cause, changed: told.changed ?? [] }}
        by={undefined}
        onClose={onClose}
      />
      <WaterfallFigure score={told} title="Why this score then" />
    </section>
  );
}

function StepHead({
  step,
  by,
  onClose,
}: {
  step: Pick<LedgerEntry, "entry" | "since" | "cause" | "changed" | "model" | "rules">;
  by: number | undefined;
  onClose: () => void;
}) {
  return (
    <>
      <div className="spread">
        <h3 className="wrap">
          {stepWords(step)} <span className="num">{by !== undefined && <Delta by={by} />}</span>
        </h3>
        <IconButton small icon="close" label="Close the step" onClick={onClose} />
      </div>
      <p className="quiet wrap">
        {exact(step.since)} · {causeWords(step.cause.kind)}
        {step.cause.reference !== "" && (
          <>
            {" "}
            <span className="mono">{shownText(step.cause.reference)}</span>
          </>
        )}{" "}
        {step.rules ? <Tag>Simple rules</Tag> : <span className="mono">{step.model}</span>}
      </p>
    </>
  );
}
