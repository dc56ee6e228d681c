import { describe, expect, it } from "vitest";
import type { ScoreChange } from "@/api/types";
import { changeWords } from "./SinceThen";

const seen = (entry: number, score: number, rules = false): ScoreChange["from"] => ({
  entry,
  since: "2026-05-01T12:00:00Z",
  model: rules ? "model_rules" : "model_a",
  rules,
  score,
  base: 0,
  sum: 0,
});

describe("what changed since then, in words", () => {
  it("is nothing where the same was seen", () => {
    expect(
      changeWords({ lead: "lead_1", from: seen(3, 54), to: seen(3, 54), causes: [], moved: [] }, "9 days ago"),
    ).toBe("Nothing. It has been 54 since 9 days ago.");
  });

  it("names the weightiest cause first", () => {
    const causes: ScoreChange["causes"] = [
      { cause: "api", times: 1, by: -3 },
      { cause: "model", times: 1, by: 20 },
    ];
    expect(changeWords({ lead: "lead_1", from: seen(1, 54), to: seen(3, 71), causes, moved: [] }, "")).toBe(
      "From 54 to 71: another model +20 and new data −3.",
    );
  });

  it("says where it came back to the same score", () => {
    const causes: ScoreChange["causes"] = [{ cause: "time", times: 2, by: 0 }];
    expect(changeWords({ lead: "lead_1", from: seen(1, 54), to: seen(3, 54), causes, moved: [] }, "")).toBe(
      "54 again: the passing of time 0.",
    );
  });

  it("says why there are no reasons between rules and a model", () => {
    const causes: ScoreChange["causes"] = [{ cause: "model", times: 1, by: 6 }];
    expect(changeWords({ lead: "lead_1", from: seen(1, 40, true), to: seen(2, 46), causes, moved: [] }, "")).toBe(
      "From 40 to 46: another model +6. Simple rules ranked it then and a model does now, so single reasons cannot be compared.",
    );
  });
});
