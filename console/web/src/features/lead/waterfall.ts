import type { LeadScore, Reason } from "@/api/types";

/** The steps from the average lead to this one, in log-odds (in points under the rules). */
export type Step = { column: string; words: string; by: number; from: number; to: number };
export type Waterfall = {
  start: number;
  end: number;
  steps: Step[];
  /** Those that are left out, as one step. */
  rest: { count: number; by: number; from: number; to: number } | undefined;
  low: number;
  high: number;
};

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function logit(p: number): number {
  return Math.log(p / (1 - p));
}

export function waterfallOf(score: Pick<LeadScore, "base" | "contributions">, most: number): Waterfall {
  const byWeight = [...score.contributions].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const shown = byWeight.slice(0, byWeight.length === most + 1 ? most + 1 : most);
  const left = byWeight.slice(shown.length);
  let at = score.base;
  const steps = shown.map((reason: Reason): Step => {
    const from = at;
    at += reason.contribution;
    return { column: reason.column, words: reason.words, by: reason.contribution, from, to: at };
  });
  const by = left.reduce((sum, reason) => sum + reason.contribution, 0);
  const rest = left.length === 0 ? undefined : { count: left.length, by, from: at, to: at + by };
  const end = at + by;
  const places = [score.base, end, ...steps.map((step) => step.to)];
  const low = Math.min(...places);
  const high = Math.max(...places);
  const margin = Math.max(0.15, (high - low) * 0.06);
  return { start: score.base, end, steps, rest, low: low - margin, high: high + margin };
}

const CHANCES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];

/** Chances to mark on the axis, not closer to each other than a fifth of it. */
export function ticksOf({ low, high }: Pick<Waterfall, "low" | "high">): number[] {
  const inside = CHANCES.filter((chance) => logit(chance) > low && logit(chance) < high);
  const kept: number[] = [];
  for (const chance of inside) {
    const last = kept[kept.length - 1];
    if (last === undefined || (logit(chance) - logit(last)) / (high - low) > 0.14) kept.push(chance);
  }
  return kept;
}
