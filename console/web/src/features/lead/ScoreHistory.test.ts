import { describe, expect, it } from "vitest";
import { historyWords } from "./ScoreHistory";

const AT = "2026-05-01T12:00:00Z";
const past = [40, 40, 62, 71].map((score) => ({ since: AT, score }));

describe("the score over time in a sentence", () => {
  it("goes from the first score to the one of now", () => {
    expect(historyWords(past, false)).toMatch(/^From 40 to 71 since .*, in 2 steps\./);
  });

  it("takes the first that is loaded for no more than that", () => {
    const words = historyWords(past, true);

    expect(words).toMatch(/^71 now\. What is shown begins on .* with 40 and has 2 steps since; earlier ones/);
    expect(words).not.toContain("From 40 to 71");
  });

  it("says so where nothing has changed it", () => {
    expect(historyWords(past.slice(3), false)).toContain("Nothing has changed it yet");
  });
});
