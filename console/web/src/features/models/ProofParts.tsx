import { useState } from "react";
import type { Driver, Leak, Proof } from "@/api/types";
import { count, decimal, percent, signed, wholePercent } from "@/shared/format/numbers";
import { shownText } from "@/shared/persons/persons";
import { Button } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Section } from "@/shared/ui/Page";
import { Tag } from "@/shared/ui/marks";
import { Note } from "@/shared/ui/States";
import styles from "./Models.module.css";
import { ColumnChoice } from "./ColumnChoice";
import { VERDICTS } from "./proof";

export function Signal({ verdict }: { verdict: string }) {
  const bars = Object.hasOwn(VERDICTS, verdict) ? (VERDICTS[verdict]?.bars ?? 0) : 0;
  return (
    <span className={styles.signal} aria-hidden="true">
      {[12, 22, 32].map((height, index) => (
        <span key={height} style={{ height }} data-on={index < bars} />
      ))}
    </span>
  );
}

/** Columns that know, or may know, the outcome. */
export function Leaks({ leaks }: { leaks: readonly Leak[] }) {
  const out = leaks.filter((leak) => leak.excluded).length;
  return (
    <Section
      title="Columns that know the outcome"
      says={
        leaks.length === 0
          ? "None was found. Such columns are filled in after the outcome, and make a model look better than it is."
          : `${leaks.length === 1 ? "One was found" : `${leaks.length} were found`}; ${out === leaks.length ? "the model does without" : `the model does without ${out} of them`}. They are filled in after the outcome, and would make it look better than it is.`
      }
    >
      {leaks.length > 0 && (
        <div>
          {leaks.map((leak) => (
            <details key={leak.column} className={styles.leak}>
              <summary className="row wide">
                <b className="wrap">{shownText(leak.column)}</b>
                <Tag kind={leak.certainty === "certain" ? "caution" : undefined}>
                  {leak.certainty === "certain" ? "knows it" : "may know it"}
                </Tag>
                <Tag>{leak.excluded ? "left out" : leak.kept ? "kept by a person" : "used"}</Tag>
                <span className="faint num small">
                  ROC-AUC {decimal(leak.with, 2)} with it, {decimal(leak.without, 2)} without
                </span>
              </summary>
              <ul>
                {leak.evidence.map((sentence) => (
                  <li key={sentence}>{shownText(sentence)}</li>
                ))}
              </ul>
              <ColumnChoice column={leak.column} excluded={leak.excluded} />
            </details>
          ))}
        </div>
      )}
    </Section>
  );
}

const FEW = 8;

/** What moves the score, column by column. */
export function Drivers({ drivers }: { drivers: readonly Driver[] }) {
  const [all, setAll] = useState(false);
  const most = Math.max(...drivers.map((driver) => driver.share), 0.01);
  const shown = all ? drivers : drivers.slice(0, FEW);
  const engagement = drivers.some((driver) => driver.side === "engagement");
  if (drivers.length === 0) return null;
  return (
    <Section
      title="What moves the score"
      says={`Each column's part in all scores.${engagement ? " Violet: what a lead is. Green: what it did." : ""} Open one to see how.`}
    >
      <div>
        {shown.map((driver) => (
          <details key={driver.column} className={styles.driver}>
            <summary>
              <span className="wrap">{shownText(driver.column)}</span>
              <span>
                <span
                  className={styles.share}
                  data-side={driver.side}
                  style={{ display: "block", width: `${(100 * driver.share) / most}%` }}
                />
              </span>
              <span className="num quiet" style={{ textAlign: "end" }}>
                {percent(driver.share)}
              </span>
              <Icon name="right" size={14} />
            </summary>
            <p style={{ paddingBottom: 8 }} className="wrap">
              {shownText(driver.summary)}
            </p>
            <Effect driver={driver} />
            <ColumnChoice column={driver.column} excluded={false} />
          </details>
        ))}
      </div>
      {drivers.length > FEW && (
        <div>
          <Button small kind="plain" onClick={() => setAll((now) => !now)}>
            {all ? "Show the weightiest alone" : `${drivers.length - FEW} more`}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Effect({ driver }: { driver: Driver }) {
  if (driver.effect.length === 0)
    return (
      <p className="quiet" style={{ paddingBottom: 12 }}>
        Its values are too many to list.
      </p>
    );
  const most = Math.max(
    ...driver.effect.flatMap((one) => [Math.abs(one.low), Math.abs(one.high), Math.abs(one.contribution)]),
    0.01,
  );
  const place = (x: number) => 50 + (50 * x) / most;
  return (
    <div className={styles.effect} role="table" aria-label={`Effect of ${shownText(driver.column)}`}>
      {driver.effect.map((one) => (
        <div key={one.label} role="row" style={{ display: "contents" }}>
          <span role="cell" className="wrap">
            {shownText(one.label)} <span className="faint small num">{count(one.leads)}</span>
          </span>
          <span role="cell" className={styles.zero} title={`${signed(one.low, 2)} to ${signed(one.high, 2)}`}>
            <span
              className={styles.value}
              style={{
                left: `${Math.min(50, place(one.contribution))}%`,
                width: `${Math.abs(place(one.contribution) - 50)}%`,
                background: one.contribution >= 0 ? "var(--raises)" : "var(--lowers)",
              }}
            />
            <span
              className={styles.range}
              style={{ left: `${place(one.low)}%`, width: `${place(one.high) - place(one.low)}%` }}
            />
            <span className="unseen">{signed(one.contribution, 2)}</span>
          </span>
          <span role="cell" className="num small quiet" style={{ textAlign: "end" }}>
            {wholePercent(one.convertedRate)} converted
          </span>
        </div>
      ))}
    </div>
  );
}

export function Cautions({ proof }: { proof: Proof }) {
  if (proof.cautions.length === 0) return null;
  return (
    <Note kind="caution">
      <b>Before you rely on it</b>
      {proof.cautions.map((caution) => (
        <p key={caution}>{shownText(caution)}</p>
      ))}
    </Note>
  );
}
