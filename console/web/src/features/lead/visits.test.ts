import { describe, expect, it } from "vitest";
import type { Activity } from "@/api/types";
import { doingsOf } from "./visits";

const did = (activity: string, at: string, more: Partial<Activity> = {}): Activity => ({
  activity,
  at,
  receivedAt: at,
  counts: true,
  kind: "page_view",
  words: "page views",
  channel: "browser",
  source: "source_1",
  seconds: 0,
  readToEnd: false,
  ...more,
});

describe("what a lead did", () => {
  it("is one visit where nothing parts it for half an hour", () => {
    const doings = doingsOf([
      did("a4", "2026-11-20T11:20:00Z", { topic: "product" }),
      did("a3", "2026-11-20T10:40:00Z", { topic: "prices", seconds: 65 }),
      did("a2", "2026-11-20T10:15:00Z", { topic: "prices" }),
      did("a1", "2026-11-20T10:00:00Z", { topic: "front page", touch: "e-mail", seconds: 5 }),
    ]);

    expect(doings.map(({ words, more, activities }) => ({ words, more, activities }))).toEqual([
      { words: "Visit: 1 page", more: "Product", activities: ["a4"] },
      {
        words: "Visit: 3 pages, 1 min",
        more: "By e-mail · front page, prices",
        activities: ["a1", "a2", "a3"],
      },
    ]);
    expect(doings[1]?.at).toBe("2026-11-20T10:00:00Z");
  });

  it("tells by itself what counts most, also in the midst of a visit", () => {
    const doings = doingsOf([
      did("a3", "2026-11-20T10:10:00Z", { topic: "product" }),
      did("a2", "2026-11-20T10:05:00Z", { kind: "demo_request", words: "demo requests", name: "Demo Requested" }),
      did("a1", "2026-11-20T10:00:00Z", { topic: "prices" }),
    ]);

    expect(doings.map(({ words }) => words)).toEqual(["Asked for a demo", "Visit: 2 pages"]);
    expect(doings[0]?.more).toBe("Demo Requested");
  });

  it("takes leaving a page for a part of the visit, and for none by itself", () => {
    const left = did("a2", "2026-11-20T10:01:30Z", { kind: "page_left", words: "pages left", seconds: 90 });

    expect(doingsOf([left, did("a1", "2026-11-20T10:00:00Z")]).map(({ words }) => words)).toEqual([
      "Visit: 1 page, 2 min",
    ]);
    expect(doingsOf([left])).toEqual([]);
  });

  it("shows what it has no words for by its own name", () => {
    const other = did("a1", "2026-11-20T10:00:00Z", {
      kind: "other",
      words: "other activity",
      name: "Rocket Launched",
    });

    expect(doingsOf([other])[0]).toMatchObject({ words: "Visit: 1 other act", more: "Rocket Launched" });
  });
});
