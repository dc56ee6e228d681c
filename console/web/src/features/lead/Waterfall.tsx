import { useState } from "react";
import type { LeadScore } from "@/api/types";
import type { Rows } from "@/shared/charts/csv";
import { Figure } from "@/shared/charts/Figure";
import { percent, percentRange, signed } from "@/shared/format/numbers";
import { exact } from "@/shared/format/times";
import { reasonWords } from "@/shared/format/words";
import { shownText } from "@/shared/persons/persons";
import { Button } from "@/shared/ui/Button";
import { Direction } from "@/shared/ui/marks";
import styles from "./Waterfall.module.css";
import { logistic, logit, ticksOf, waterfallOf } from "./waterfall";

const FEW = 7;

/** What raises and lowers the score: from the average lead, reason by reason, to this one. */
export function WaterfallFigure({ score, title = "Why this score" }: { score: LeadScore; title?: string }) {
  const [all, setAll] = useState(false);
  const waterfall = waterfallOf(score, all ? score.contributions.length : FEW);
  const rules = score.rules;
  const { low, high } = waterfall;
  const place = (x: number) => `${(100 * (x - low)) / (high - low)}%`;
  const value = (x: number) => (rules ? String(Math.round(x)) : percent(logistic(x)));
  const ticks = rules ? [] : ticksOf(waterfall);
  const marks = ticks.map((chance) => (
    <span key={chance} className={styles.tick} style={{ left: place(logit(chance)) }} />
  ));
  const bar = (from: number, to: number) => ({
    left: place(Math.min(from, to)),
    width: `${(100 * Math.abs(to - from)) / (high - low)}%`,
  });
  const table: Rows = {
    titles: ["Reason", rules ? "Points" : "Log-odds", rules ? "Sum" : "Chance so far"],
    rows: [
      ["The average lead", "", value(waterfall.start)],
      ...waterfallOf(score, score.contributions.length).steps.map((step): (string | number)[] => [
        reasonWords(shownText(step.words)),
        signed(step.by, rules ? 0 : 2),
        value(step.to),
      ]),
      ["This lead", "", value(waterfall.end)],
    ],
  };
  const first = waterfall.steps[0];
  const says = rules
    ? "Simple rules give points, until there are enough outcomes to learn from."
    : `${percent(logistic(waterfall.start))} of all leads convert, and ${percent(logistic(waterfall.end))} of leads like this one.${
        score.sure || !score.chance
          ? ""
          : ` There is not enough evidence to be surer than ${percentRange(score.chance.low, score.chance.high)}.`
      }`;
  return (
    <Figure
      title={title}
      level={2}
      says={says}
      table={table}
      file="why-this-score"
      note={
        <>
          {rules ? "Points" : "Contributions in log-odds; they add up exactly"}. As of {exact(score.asOf)}. A reason is
          not a cause: leads like this converted more often, or less.
        </>
      }
    >
      <ol
        className={styles.waterfall}
        aria-label={`${title}: ${says} ${first ? `The weightiest reason: ${shownText(first.words)}.` : ""}`}
      >
        <li className={`${styles.line} ${styles.start}`}>
          <span className={`${styles.words} quiet`}>The average lead</span>
          <span className={styles.track}>
            {marks}
            <span className={styles.point} style={{ left: place(waterfall.start) }} />
            <span className={styles.join} style={{ left: place(waterfall.start), top: "50%", height: 26 }} />
          </span>
          <span className={styles.by}>{value(waterfall.start)}</span>
        </li>
        {waterfall.steps.map((step, index) => (
          <li key={step.column} className={styles.line}>
            <span className={styles.words}>
              <Direction contribution={step.by} />
              <span>{reasonWords(shownText(step.words))}</span>
            </span>
            <span className={styles.track}>
              {marks}
              <span
                className={`${styles.bar} ${step.by >= 0 ? styles.up : styles.down}`}
                style={bar(step.from, step.to)}
              />
              {(index < waterfall.steps.length - 1 || waterfall.rest !== undefined) && (
                <span className={styles.join} style={{ left: place(step.to) }} />
              )}
            </span>
            <span className={styles.by}>{signed(step.by, rules ? 0 : 2)}</span>
          </li>
        ))}
        {waterfall.rest && (
          <li className={styles.line}>
            <span className={styles.words}>
              <Direction contribution={waterfall.rest.by} />
              <Button small kind="plain" onClick={() => setAll(true)} style={{ marginBlock: -5, marginInline: -4 }}>
                {waterfall.rest.count} smaller ones
              </Button>
            </span>
            <span className={styles.track}>
              {marks}
              <span
                className={`${styles.bar} ${waterfall.rest.by >= 0 ? styles.up : styles.down}`}
                style={{ ...bar(waterfall.rest.from, waterfall.rest.to), opacity: 0.6 }}
              />
            </span>
            <span className={styles.by}>{signed(waterfall.rest.by, rules ? 0 : 2)}</span>
          </li>
        )}
        <li className={`${styles.line} ${styles.end}`}>
          <span className={`${styles.words} ${styles.strong}`}>This lead</span>
          <span className={styles.track}>
            {marks}
            {score.chance && (
              <span
                className={styles.interval}
                style={{
                  left: place(Math.max(low, logit(Math.max(1e-4, score.chance.low)))),
                  right: `calc(100% - ${place(Math.min(high, logit(Math.min(1 - 1e-4, score.chance.high))))})`,
                }}
                title={`90 of 100 such leads: ${percentRange(score.chance.low, score.chance.high)}`}
              />
            )}
            <span className={styles.point} style={{ left: place(waterfall.end) }} />
          </span>
          <span className={`${styles.by} ${styles.strong}`} style={{ color: "var(--ink)" }}>
            {value(waterfall.end)}
          </span>
        </li>
        {ticks.length > 0 && (
          <li className={styles.line} aria-hidden="true" style={{ minHeight: 20 }}>
            <span />
            <span className={styles.axis}>
              {ticks.map((chance) => (
                <span key={chance} style={{ left: place(logit(chance)) }}>
                  {percent(chance)}
                </span>
              ))}
            </span>
            <span />
          </li>
        )}
      </ol>
      {all && score.contributions.length > FEW + 1 && (
        <div>
          <Button small kind="plain" onClick={() => setAll(false)}>
            Show the weightiest alone
          </Button>
        </div>
      )}
    </Figure>
  );
}
