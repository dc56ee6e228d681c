import type { BooksAccount } from "@/api/types";

/** What came in, and what became of it: a line a row, those below add up to the one above. */
export function rowsOf(account: BooksAccount): { words: string; value: number; part: boolean }[] {
  return [
    { words: "Received", value: account.received, part: false },
    { words: "Refused at the door, each with its reason", value: account.refused, part: true },
    { words: "Accepted", value: account.accepted, part: true },
    { words: "New leads", value: account.created, part: true },
    { words: "Changed", value: account.changed, part: true },
    { words: "Nothing new in them", value: account.unchanged, part: true },
  ];
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
