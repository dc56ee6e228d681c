import type { CalibrationBin, Estimate, GainsPoint, Proof, ProofMetrics } from "@/api/types";
import { decimal, wholePercent } from "@/shared/format/numbers";

/** What of a proof counts: the measurement that its verdict speaks of. */
export function leadingOf(proof: Proof): {
  metrics: ProofMetrics;
  gains: GainsPoint[];
  calibration: CalibrationBin[];
  comparison: Proof["comparison"];
  tested: number;
  rate: number;
  words: string;
} {
  const split = proof.timeSplit;
  if (proof.leading === "timeSplit" && split) {
    return {
      ...split,
      tested: split.tested,
      rate: split.testedRate,
      words: "later leads, by a model that had seen the earlier ones alone",
    };
  }
  return {
    metrics: proof.metrics,
    gains: proof.gains,
    calibration: proof.calibration,
    comparison: proof.comparison,
    tested: proof.data.used,
    rate: proof.data.used === 0 ? 0 : proof.data.converted / proof.data.used,
    words: "leads, each by a model that had never seen it",
  };
}

/** What is reached at a share of calls, between the measured points. */
export function reachAt(gains: readonly GainsPoint[], share: number): number {
  for (let index = 1; index < gains.length; index++) {
    const before = gains[index - 1];
    const after = gains[index];
    if (before && after && after.share >= share) {
      const part = after.share === before.share ? 0 : (share - before.share) / (after.share - before.share);
      return before.captured.value + part * (after.captured.value - before.captured.value);
    }
  }
  return gains.length === 0 ? 0 : 1;
}

/** 0.73 (0.72–0.75) */
export function estimateWords(estimate: Estimate, digits = 2): string {
  return `${decimal(estimate.value, digits)} (${decimal(estimate.low, digits)}–${decimal(estimate.high, digits)})`;
}

/** 45 % (43–47) */
export function shareWords(estimate: Estimate): string {
  return `${wholePercent(estimate.value)} (${Math.round(estimate.low * 100)}–${Math.round(estimate.high * 100)})`;
}

/** How far stated chances are off, in a sentence. */
export function calibrationWords(bins: readonly CalibrationBin[]): string {
  const leads = bins.reduce((sum, bin) => sum + bin.leads, 0);
  if (leads === 0) return "";
  const off = bins.reduce((sum, bin) => sum + bin.leads * Math.abs(bin.predicted - bin.observed.value), 0) / leads;
  const nearest = bins.reduce((best, bin) =>
    Math.abs(bin.predicted - 0.3) < Math.abs(best.predicted - 0.3) ? bin : best,
  );
  return `When it says ${wholePercent(nearest.predicted)}, ${Math.round(nearest.observed.value * 100)} of 100 converted. On average a stated chance is ${decimal(off * 100, 1)} points off.`;
}

export const VERDICTS: Record<string, { words: string; bars: number }> = {
  strong: { words: "Strong signal", bars: 3 },
  useful: { words: "Useful signal", bars: 2 },
  weak: { words: "Weak signal", bars: 1 },
  none: { words: "No usable signal", bars: 0 },
};
