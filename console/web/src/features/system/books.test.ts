import { expect, it } from "vitest";
import { doorWords, readerLines, rowsOf, spelt, verdict, type Look } from "./books";

const account = {
  received: 100,
  accepted: 27,
  refused: 73,
  created: 20,
  changed: 5,
  unchanged: 2,
  balanced: true,
  difference: 0,
};

it("lists what came in before what became of it", () => {
  const rows = rowsOf(account);
  expect(rows.map((row) => row.value)).toEqual([100, 73, 27, 20, 5, 2]);
  const sum = (level: number) => rows.filter((row) => row.level === level).reduce((all, row) => all + row.value, 0);
  expect(sum(1)).toBe(account.received);
  expect(sum(2)).toBe(account.accepted);
});

it("spells names out", () => {
  expect(spelt("inFlight")).toBe("In flight");
  expect(spelt("x")).toBe("X");
  expect(doorWords("api")).toBe("By API");
  expect(doorWords("carrierPigeon")).toBe("Carrier pigeon");
  expect(doorWords("constructor")).toBe("Constructor");
});

const AS_OF = "2026-03-02T09:00:00Z";

type Told = { scores?: number; work?: number; rejected?: number; published?: number; lag?: number; outbox?: number };

/** A look at 100 changes of 40 leads, all of which have arrived unless something else is told. */
function look({ scores = 100, work = 100, rejected = 0, published = 100, lag = 0, outbox = 0 }: Told = {}): Look {
  const reader = (facts: number, rejected: number) => ({ leads: 40, facts, rejected, asOf: AS_OF });
  return {
    scores: reader(scores, rejected),
    work: reader(work, 0),
    books: { published: { leads: 40, facts: published }, asOf: AS_OF },
    system: {
      consumers: [
        { name: "scoring-leads", role: "scoring", state: "running", lag: 0 },
        { name: "console-leads", role: "console", state: "running", lag },
        { name: "console-scores", role: "console", state: "running", lag: 7 },
      ],
      storage: { databaseBytes: 1_000_000, outboxRows: outbox, rejected: 0 },
    },
  };
}

/** Published, taken in, on their way, rejected and missing, of scores and of the work list. */
function figures(now: Look, before?: Look): number[][] {
  return readerLines(now, before).map((line) => [
    line.published,
    line.takenIn,
    line.onTheirWay,
    line.rejected,
    line.missing,
  ]);
}

const ALL = [100, 100, 0, 0, 0];

it("balances when all that was published has arrived", () => {
  expect(figures(look(), look())).toEqual([ALL, ALL]);
  expect(verdict(readerLines(look()))).toEqual({
    state: "balanced",
    words: "Balanced: every change of a lead that was published has reached the scores and the work list.",
  });
});

it("misses only what is missing at two looks", () => {
  const lost = look({ work: 98 });
  expect(figures(lost)).toEqual([ALL, [100, 98, 2, 0, 0]]);
  expect(verdict(readerLines(lost)).words).toBe("Nothing is missing: the latest changes are on their way.");

  expect(figures(lost, lost)).toEqual([ALL, [100, 98, 0, 0, 2]]);
  expect(verdict(readerLines(lost, lost))).toEqual({
    state: "unbalanced",
    words: "Not balanced: 2 changes have not reached the work list, and nothing is on its way.",
  });
});

it("misses nothing where something moved between the looks", () => {
  const lost = look({ work: 98 });
  expect(figures(lost, look({ work: 97 }))[1]).toEqual([100, 98, 2, 0, 0]);
  expect(figures(lost, look({ work: 97, published: 99 }))[1]).toEqual([100, 98, 2, 0, 0]);
});

it("misses nothing while something is on its way, at either look", () => {
  const lost = look({ work: 98 });
  for (const waiting of [look({ work: 98, lag: 5 }), look({ work: 98, outbox: 1 })]) {
    expect(figures(waiting, waiting)[1]).toEqual([100, 98, 2, 0, 0]);
    expect(figures(lost, waiting)[1]).toEqual([100, 98, 2, 0, 0]);
    expect(figures(waiting, lost)[1]).toEqual([100, 98, 2, 0, 0]);
  }
});

it("does not take a reader that does not run for one that has read all", () => {
  const gone = look({ work: 98 });
  gone.system.consumers = gone.system.consumers.filter(({ name }) => name !== "console-leads");
  const starting = look({ work: 98 });
  starting.system.consumers = starting.system.consumers.map((one) => ({ ...one, state: "starting" }));
  for (const now of [gone, starting]) expect(figures(now, now)[1]).toEqual([100, 98, 2, 0, 0]);
});

it("tells what was rejected from what is missing", () => {
  const rejected = look({ scores: 97, rejected: 3 });
  expect(figures(rejected, rejected)).toEqual([[100, 97, 0, 3, 0], ALL]);
  expect(verdict(readerLines(rejected, rejected))).toEqual({
    state: "open",
    words: "Nothing is missing: changes that were rejected wait to be replayed.",
  });
  const both = look({ scores: 96, rejected: 3 });
  expect(figures(both, both)[0]).toEqual([100, 96, 0, 3, 1]);
  expect(verdict(readerLines(both)).words).toBe(
    "Nothing is missing: changes that were rejected wait to be replayed, and the latest changes are on their way.",
  );
});

it("does not count what was rejected and then overtaken", () => {
  expect(figures(look({ rejected: 3 }))).toEqual([ALL, ALL]);
});

it("says at once that there is more than was published", () => {
  const more = look({ scores: 101, work: 97 });
  expect(figures(more)[0]).toEqual([100, 101, 0, 0, -1]);
  expect(verdict(readerLines(more, more)).words).toBe(
    "Not balanced: 1 change in the scores that nobody published; 3 changes have not reached the work list, and nothing is on its way.",
  );
});
