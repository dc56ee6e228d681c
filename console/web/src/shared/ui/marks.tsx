import { Tooltip } from "@mantine/core";
import { useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import type { Grade, Status } from "@/api/types";
import { count, signed } from "@/shared/format/numbers";
import { ago, exact } from "@/shared/format/times";
import { initials, STATUS_WORDS, wordOf } from "@/shared/format/words";
import styles from "./marks.module.css";

/** A to D in one hue of four lightnesses; the letter says it too. */
export function GradeMark({ grade, large }: { grade: Grade | undefined; large?: boolean }) {
  return (
    <span className={`${styles.grade} ${styles[grade ?? "none"]} ${large ? styles.large : ""}`}>
      <span className="unseen">Grade </span>
      {grade ?? <span aria-label="none yet">–</span>}
    </span>
  );
}

/** A change of a score with its direction as colour, arrow and sign. */
export function Delta({ by, unit }: { by: number; unit?: string }) {
  if (by === 0) return <span className="faint num">±0{unit}</span>;
  return (
    <span className={`${styles.delta} ${by > 0 ? styles.up : styles.down}`}>
      {signed(by)}
      {unit}
    </span>
  );
}

/** + or −: whether a value raises or lowers the score. */
export function Direction({ contribution }: { contribution: number }) {
  const up = contribution >= 0;
  return (
    <span className={`${styles.sign} ${up ? styles.up : styles.down}`}>
      <span aria-hidden="true">{up ? "+" : "−"}</span>
      <span className="unseen">{up ? "Raises: " : "Lowers: "}</span>
    </span>
  );
}

export function Avatar({ name, me, large }: { name: string | undefined; me?: boolean; large?: boolean }) {
  return (
    <span
      className={[styles.avatar, me && styles.me, large && styles.large, name === undefined && styles.nobody]
        .filter(Boolean)
        .join(" ")}
      aria-hidden="true"
    >
      {name === undefined ? "" : initials(name)}
    </span>
  );
}

export function Owner({ name, me }: { name: string | undefined; me: boolean }) {
  if (name === undefined) return <span className="faint">Nobody</span>;
  return (
    <span className="row" style={{ gap: 6, minWidth: 0 }}>
      <Avatar name={name} me={me} />
      <span className="clip">{me ? "You" : name}</span>
    </span>
  );
}

/** How far a lead has come, as a filling circle, so that the shape says it without colour. */
const FILL: Record<Status, { part: number; mark?: "check" | "cross" }> = {
  new: { part: 0 },
  claimed: { part: 0.25 },
  contacted: { part: 0.5 },
  qualified: { part: 0.75 },
  converted: { part: 1, mark: "check" },
  disqualified: { part: 1, mark: "cross" },
  lost: { part: 1, mark: "cross" },
};
const INK: Record<Status, string> = {
  new: "var(--faint)",
  claimed: "var(--accent)",
  contacted: "var(--accent)",
  qualified: "var(--accent)",
  converted: "var(--good)",
  disqualified: "var(--faint)",
  lost: "var(--faint)",
};

export function StatusSign({ status }: { status: Status }) {
  const known = Object.hasOwn(FILL, status) ? status : "new";
  const { part, mark } = FILL[known];
  const ink = INK[known];
  const around = 2 * Math.PI * 2.5;
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {mark ? (
        <>
          <circle cx="7" cy="7" r="6.5" fill={ink} />
          <path
            d={mark === "check" ? "M4.2 7.3 6.2 9.2 9.9 5" : "M4.9 4.9l4.2 4.2M9.1 4.9 4.9 9.1"}
            fill="none"
            stroke="var(--page)"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      ) : (
        <>
          <circle
            cx="7"
            cy="7"
            r="5.75"
            fill="none"
            stroke={ink}
            strokeWidth="1.5"
            strokeDasharray={part === 0 ? "2.4 2.1" : undefined}
          />
          <circle
            cx="7"
            cy="7"
            r="2.5"
            fill="none"
            stroke={ink}
            strokeWidth="5"
            strokeDasharray={`${around * part} ${around}`}
            transform="rotate(-90 7 7)"
            opacity={part === 0 ? 0 : 1}
            style={{ transition: "stroke-dasharray var(--calm)" }}
          />
        </>
      )}
    </svg>
  );
}

export function StatusMark({ status }: { status: Status }) {
  return (
    <span className={styles.status}>
      <StatusSign status={status} />
      {wordOf(STATUS_WORDS, status)}
    </span>
  );
}

export function Tag({
  kind,
  children,
}: {
  kind?: "accent" | "good" | "caution" | "bad" | undefined;
  children: ReactNode;
}) {
  return <span className={`${styles.tag} ${kind ? styles[kind] : ""}`}>{children}</span>;
}

export function Bar({ fraction, label }: { fraction: number; label: string }) {
  return (
    <span
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
    >
      <span style={{ width: `${Math.round(Math.min(1, Math.max(0, fraction)) * 100)}%` }} />
    </span>
  );
}

// One clock for all times on the page.
let minute = 0;
const watchers = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
function watch(watcher: () => void) {
  watchers.add(watcher);
  ticking ??= setInterval(() => {
    minute++;
    for (const other of watchers) other();
  }, 30_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearInterval(ticking);
      ticking = undefined;
    }
  };
}

/** Draws its component anew twice a minute. */
export function useTick(): number {
  return useSyncExternalStore(watch, () => minute);
}

/** A time in words; the exact one, in the reader's zone, when one points at it. */
export function Time({ at, prefix }: { at: string; prefix?: string }) {
  useTick();
  return (
    <time dateTime={at} title={exact(at)} className="num">
      {prefix}
      {ago(at)}
    </time>
  );
}

/** A number that rises or falls to its place when it changes, unless motion is unwanted. */
export function Changing({ value }: { value: number }) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  return <span className="num">{count(shown)}</span>;
}

/** A word with an explanation, for those who want it. */
export function Explained({ children, why }: { children: ReactNode; why: string }) {
  return (
    <Tooltip label={why}>
      <span tabIndex={0} style={{ borderBottom: "1px dotted var(--axis)", cursor: "help" }}>
        {children}
      </span>
    </Tooltip>
  );
}
