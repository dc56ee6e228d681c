import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ScoreChange } from "@/api/types";
import { signed } from "@/shared/format/numbers";
import { ago } from "@/shared/format/times";
import { listing } from "@/shared/format/words";
import { isProblem } from "@/shared/http/client";
import { Delta } from "@/shared/ui/marks";
import { Loading, Note, PartFailure } from "@/shared/ui/States";
import { changeQuery, type Since } from "./api";
import styles from "./LeadPage.module.css";
import { MoveList } from "./MoveList";

const CHOICES: readonly (readonly [Since, string])[] = [
  ["1d", "yesterday"],
  ["7d", "a week ago"],
  ["30d", "a month ago"],
  ["first", "its first score"],
];

/** Why the score is another now than it was: what each cause brought, and which reasons moved. */
export function SinceThen({ lead }: { lead: string }) {
  const [since, setSince] = useState<Since>("7d");
  const change = useQuery(changeQuery(lead, since));
  const told = change.data;
  return (
    <section className="stack tight" aria-label="What changed">
      <div className="row" style={{ flexWrap: "wrap" }}>
        <h2>What changed since</h2>
        <select
          className={styles.since}
          aria-label="Since when"
          value={since}
          onChange={(event) => setSince(event.currentTarget.value as Since)}
        >
          {CHOICES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
        {told && told.from.score !== told.to.score && <Delta by={told.to.score - told.from.score} />}
      </div>
      {told ? (
        <>
          <p className="quiet">{changeWords(told, ago(told.from.since))}</p>
          {(told.moved.length > 0 || told.from.base !== told.to.base) && told.from.rules === told.to.rules && (
            <MoveList moved={told.moved} base={{ from: told.from.base, to: told.to.base }} />
          )}
        </>
      ) : isProblem(change.error, "not-found") ? (
        <Note>{change.error.detail}</Note>
      ) : change.isError ? (
        <PartFailure what="What changed" onRetry={() => void change.refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </section>
  );
}

const CAUSES: Record<string, string> = {
  import: "imported files",
  undo: "imports taken back",
  api: "new data",
  person: "changes by colleagues",
  merge: "leads that turned out to be one",
  reclassification: "what machines did",
  time: "the passing of time",
  model: "another model",
  deletion: "deleted data",
};

/** In a sentence: from what to what, and which part of it came from where. */
export function changeWords(change: ScoreChange, since: string): string {
  const { from, to, causes } = change;
  if (from.entry === to.entry && causes.length === 0) return `Nothing. It has been ${to.score} since ${since}.`;
  const parts = [...causes]
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .map(({ cause, by }) => `${CAUSES[cause] ?? "something else"} ${signed(by)}`);
  const units =
    from.rules === to.rules
      ? ""
      : " Simple rules ranked it then and a model does now, so single reasons cannot be compared.";
  return `${from.score === to.score ? `${to.score} again` : `From ${from.score} to ${to.score}`}: ${listing(parts)}.${units}`;
}
