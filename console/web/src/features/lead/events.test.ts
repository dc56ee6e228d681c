import { describe, expect, it } from "vitest";
import type { Activity, Item, Lead, LedgerEntry, Said } from "@/api/types";
import { eventsOf, stepWords } from "./events";

const value = (source: string, knownAt: string) => ({ text: "x", source, occurredAt: knownAt, knownAt });
const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
  entry: 2,
  at: "2026-11-20T10:00:00Z",
  since: "2026-11-20T10:00:00Z",
  asOf: "2026-11-20T10:00:00Z",
  cause: { kind: "api", reference: "" },
  changed: [],
  activities: [],
  model: "model_1",
  rules: false,
  score: 50,
  base: -1,
  sum: -1,
  moved: [],
  ...more,
});

describe("the timeline of a lead", () => {
  const item = {
    lead: "lead_1",
    createdAt: "2026-11-01T08:00:00Z",
    status: "contacted",
    statusAt: "2026-11-21T09:00:00Z",
    ownerName: "Mara",
    outcome: { kind: "won", at: "2026-11-23T09:00:00Z" },
  } as Item;
  const lead = {
    fields: {
      Country: value("Web form", "2026-11-01T08:00:04Z"),
      Industry: value("Web form", "2026-11-01T08:00:09Z"),
      Budget: value("Webinar", "2026-11-05T08:00:00Z"),
    },
  } as unknown as Lead;

  it("has everything, newest first, and what a source told at once as one", () => {
    const events = eventsOf(item, lead, [
      entry({ entry: 2, score: 60, changed: ["Budget"], since: "2026-11-05T08:00:01Z" }),
      entry({ entry: 1, score: 48, since: "2026-11-01T08:00:10Z" }),
    ]);

    expect(events.map((event) => event.words)).toEqual([
      "Won",
      "Contacted · Mara",
      "Budget changed",
      "Webinar said Budget",
      "The first score",
      "Web form said 2 fields",
      "Came in",
    ]);
    expect(events.find((event) => event.entry === 2)?.by).toBe(12);
    expect(events.find((event) => event.entry === 1)?.by).toBeUndefined();
  });

  it("has the step of a score beside what the lead did to cause it", () => {
    const page = (activity: string, at: string) =>
      ({ activity, at, kind: "page_view", seconds: 0, topic: "prices" }) as Activity;
    const cause = { kind: "event", reference: "" } as const;
    const events = eventsOf(
      undefined,
      undefined,
      [
        entry({ entry: 4, score: 66, cause, activities: ["a2"], since: "2026-11-05T08:03:01Z" }),
        entry({ entry: 3, score: 61, cause, activities: ["a1"], since: "2026-11-05T08:00:01Z" }),
        entry({ entry: 2, score: 60, cause, activities: ["a0"], since: "2026-11-04T08:00:01Z" }),
        entry({ entry: 1, score: 48, since: "2026-11-01T08:00:10Z" }),
      ],
      [],
      undefined,
      [page("a2", "2026-11-05T08:03:00Z"), page("a1", "2026-11-05T08:00:00Z")],
    );

    expect(events.map(({ words, entry, score, by }) => ({ words, entry, score, by }))).toEqual([
      { words: "Visit: 2 pages", entry: 4, score: 66, by: 6 },
      { words: "The lead was active", entry: 2, score: 60, by: 12 },
      { words: "The first score", entry: 1, score: 48, by: undefined },
    ]);
  });

  it("has what people said, in place of the bare status", () => {
    const said: Said[] = [
      { number: 2, at: "2026-11-21T09:00:00Z", by: "user_1", status: "contacted", note: "Wants a demo in May" },
      { number: 1, at: "2026-11-20T09:00:00Z", by: "user_2", status: "disqualified", reason: "no-budget" },
    ];
    const events = eventsOf(item, undefined, [], said, (user) => (user === "user_1" ? "Mara" : "Jon"));

    expect(events.slice(1, 3)).toMatchObject([
      { words: "Contacted · Mara", more: "Wants a demo in May" },
      { words: "Disqualified · Jon, no budget", more: undefined },
    ]);
    expect(events.filter((event) => event.words.startsWith("Contacted"))).toHaveLength(1);
  });

  it.each([
    ["converted", "won", "Won"],
    ["lost", "lost", "Lost"],
  ] as const)("tells once that a lead is %s", (status, kind, words) => {
    const at = "2026-11-21T09:00:00Z";

    const events = eventsOf({ ...item, status, statusAt: at, outcome: { kind, at } }, undefined, []);

    expect(events.filter((event) => event.at === at).map((event) => event.words)).toEqual([words]);
  });

  it("says why a score moved", () => {
    expect(stepWords(entry({ cause: { kind: "model", reference: "model_2" } }))).toBe("Another model went live");
    expect(stepWords(entry({ changed: ["A", "B", "C", "D"] }))).toBe("4 fields changed");
    // A word that these pages do not know, as of a newer server.
    const unknown = "constructor" as string as "other";
    expect(stepWords(entry({ cause: { kind: unknown, reference: "" } }))).toBe("Something changed");
  });
});
