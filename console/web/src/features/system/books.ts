import type { Books, BooksAccount, ReaderBooks, SystemState } from "@/api/types";
import { plural } from "@/shared/format/numbers";

/** What came in, and what became of it: a line a row, those of the next level add up to the one above them. */
export function rowsOf(account: BooksAccount): { words: string; value: number; level: number }[] {
  return [
    { words: "Received", value: account.received, level: 0 },
    { words: "Refused at the door, each with its reason", value: account.refused, level: 1 },
    { words: "Accepted", value: account.accepted, level: 1 },
    { words: "New leads", value: account.created, level: 2 },
    { words: "Changed", value: account.changed, level: 2 },
    { words: "Nothing new in them", value: account.unchanged, level: 2 },
  ];
}

/** Who reads of leads, each with the name under which it reads the log. */
const READERS = [
  { reader: "scores", words: "the scores", consumer: "scoring-leads" },
  { reader: "work", words: "the work list", consumer: "console-leads" },
] as const;

/** What was told at one look, in this order: readers have nothing yet that is published later, and what was published
 * had reached them, or was on its way, when the system was asked. */
export type Look = {
  scores: ReaderBooks;
  work: ReaderBooks;
  books: Pick<Books, "published" | "asOf">;
  system: Pick<SystemState, "consumers" | "storage">;
};

/** What became of the changes that were published, for one reader: the last four add up to the first. */
export type ReaderLine = {
  reader: "scores" | "work";
  words: string;
  published: number;
  takenIn: number;
  onTheirWay: number;
  rejected: number;
  /** Below zero where the reader has what nobody published. */
  missing: number;
};

/** The answers of one look are of slightly different instants, so that a change may seem to be nowhere: it is missing
 * only if it is so at two looks in a row, nothing was published between them, and nothing is on its way. */
export function readerLines(now: Look, before?: Look): ReaderLine[] {
  return READERS.map(({ reader, words, consumer }) => {
    const { rejected, rest, waits } = lack(now, reader, consumer);
    const earlier =
      before?.books.published.facts === now.books.published.facts ? lack(before, reader, consumer) : undefined;
    const stays = !waits && earlier !== undefined && !earlier.waits && earlier.rest === rest;
    const missing = rest < 0 || stays ? rest : 0;
    return {
      reader,
      words,
      published: now.books.published.facts,
      takenIn: now[reader].facts,
      onTheirWay: rest - missing,
      rejected,
      missing,
    };
  });
}

/** What a reader has not taken in: what of it was rejected, the rest, and whether anything waits to be read. */
function lack({ books, system, ...readers }: Look, reader: "scores" | "work", consumer: string) {
  const all = books.published.facts - readers[reader].facts;
  // a change that was rejected, and overtaken by a later one of the same lead, lacks nowhere
  const rejected = Math.min(readers[reader].rejected, Math.max(0, all));
  const reading = system.consumers.find(({ name }) => name === consumer);
  const hasReadAll = reading?.state === "running" && reading.lag === 0;
  return { rejected, rest: all - rejected, waits: !hasReadAll || system.storage.outboxRows > 0 };
}

export type Verdict = { state: "balanced" | "open" | "unbalanced"; words: string };

export function verdict(lines: readonly ReaderLine[]): Verdict {
  const wrong = lines.filter(({ missing }) => missing !== 0);
  if (wrong.length > 0) {
    return { state: "unbalanced", words: `Not balanced: ${wrong.map(wrongWords).join("; ")}.` };
  }
  const rejected = lines.some((line) => line.rejected > 0);
  const onTheirWay = lines.some((line) => line.onTheirWay > 0);
  if (!rejected && !onTheirWay) {
    return {
      state: "balanced",
      words: "Balanced: every change of a lead that was published has reached the scores and the work list.",
    };
  }
  const waiting = [
    ...(rejected ? ["changes that were rejected wait to be replayed"] : []),
    ...(onTheirWay ? ["the latest changes are on their way"] : []),
  ];
  return { state: "open", words: `Nothing is missing: ${waiting.join(", and ")}.` };
}

function wrongWords({ words, missing }: ReaderLine): string {
  return missing > 0
    ? `${plural(missing, "change has", "changes have")} not reached ${words}, and nothing is on its way`
    : `${plural(-missing, "change")} in ${words} that nobody published`;
}

/** In flight, from `inFlight`. */
export function spelt(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const DOORS: Record<string, string> = { import: "By file", api: "By API" };

export function doorWords(door: string | undefined): string {
  return door === undefined ? "" : Object.hasOwn(DOORS, door) ? (DOORS[door] ?? door) : spelt(door);
}
