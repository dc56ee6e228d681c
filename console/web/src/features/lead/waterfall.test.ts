import { describe, expect, it } from "vitest";
import { logistic, logit, ticksOf, waterfallOf } from "./waterfall";

const reason = (column: string, contribution: number) => ({ column, contribution, words: `${column} is so` });

describe("the way from the average lead to this one", () => {
  const score = {
    base: -2,
    contributions: [reason("a", 0.1), reason("b", -0.9), reason("c", 1.5), reason("d", 0.05), reason("e", 0.02)],
  };

  it("takes the weightiest steps first, and adds up exactly", () => {
    const waterfall = waterfallOf(score, 2);

    expect(waterfall.steps.map((step) => step.column)).toEqual(["c", "b"]);
    expect(waterfall.rest).toMatchObject({ count: 3 });
    expect(waterfall.end).toBeCloseTo(-2 + 0.1 - 0.9 + 1.5 + 0.05 + 0.02, 12);
    expect(waterfall.rest?.to).toBeCloseTo(waterfall.end, 12);
  });

  it("does not fold a single one", () => {
    expect(waterfallOf(score, 4).rest).toBeUndefined();
    expect(waterfallOf(score, 4).steps).toHaveLength(5);
  });

  it("fits all steps between its ends", () => {
    const { steps, low, high } = waterfallOf(score, 5);

    for (const step of steps) {
      expect(step.to).toBeGreaterThan(low);
      expect(step.to).toBeLessThan(high);
    }
  });

  it("marks chances that lie in view, and not too many", () => {
    const ticks = ticksOf({ low: logit(0.05), high: logit(0.9) });

    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.every((chance) => chance > 0.05 && chance < 0.9)).toBe(true);
  });

  it("knows log-odds and chances as inverses", () => {
    expect(logistic(logit(0.137))).toBeCloseTo(0.137, 12);
  });
});
