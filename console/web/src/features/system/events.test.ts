import { describe, expect, it } from "vitest";
import { replayWords } from "./events";

const answer = (...fates: string[]) => ({
  replayed: fates.filter((fate) => fate === "replayed").length,
  events: fates.map((fate, index) => ({ event: `event_${index}`, fate })),
});

describe("what became of a replay", () => {
  it.each([
    [["replayed"], "1 event is on the way again"],
    [
      ["replayed", "replayed", "unreadable"],
      "2 events are on the way again and 1 cannot be read by this version either",
    ],
    [["before", "gone", "unknown"], "1 was already and 2 are not there any more"],
    [[], "Nothing was to be replayed"],
  ])("%j: %s", (fates, words) => {
    expect(replayWords(answer(...fates))).toBe(words);
  });
});
