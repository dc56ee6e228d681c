import { describe, expect, it } from "vitest";
import type { Proof } from "@/api/types";
import raw from "../../../mock/proof.json";
import { calibrationWords, estimateWords, leadingOf, reachAt, shareWords } from "./proof";

const proof = raw as unknown as Proof;

describe("a proof of the learner", () => {
  it("is read by the measurement that its verdict speaks of", () => {
    expect(leadingOf(proof).tested).toBe(proof.data.used);
    const split = { ...proof.timeSplit, tested: 7 } as NonNullable<Proof["timeSplit"]>;
    expect(leadingOf({ ...proof, leading: "timeSplit", timeSplit: split }).tested).toBe(7);
    expect(leadingOf({ ...proof, leading: "timeSplit", timeSplit: null }).tested).toBe(proof.data.used);
  });

  it("says what is reached between the measured points", () => {
    const at = (share: number, value: number) => ({ share, captured: { value, low: value, high: value } });
    const gains = [at(0, 0), at(0.2, 0.5), at(1, 1)];

    expect(reachAt(gains, 0.1)).toBeCloseTo(0.25);
    expect(reachAt(gains, 0.2)).toBeCloseTo(0.5);
    expect(reachAt(gains, 0.6)).toBeCloseTo(0.75);
    expect(reachAt([], 0.2)).toBe(0);
  });

  it("agrees with its own headline", () => {
    expect(proof.headline).toContain(`${Math.round(100 * reachAt(leadingOf(proof).gains, 0.2))} %`);
  });

  it("gives estimates with their intervals", () => {
    expect(estimateWords({ value: 0.7321, low: 0.719, high: 0.745 })).toBe("0.73 (0.72–0.75)");
    expect(shareWords({ value: 0.449, low: 0.43, high: 0.47 })).toBe("45\u00a0% (43–47)");
  });

  it("says in words how true chances are", () => {
    const bin = (predicted: number, value: number) => ({ leads: 100, predicted, observed: { value, low: 0, high: 1 } });

    expect(calibrationWords([bin(0.1, 0.12), bin(0.3, 0.29)])).toBe(
      "When it says 30\u00a0%, 29 of 100 converted. On average a stated chance is 1.5 points off.",
    );
    expect(calibrationWords([])).toBe("");
  });
});
