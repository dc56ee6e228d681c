import type { Books } from "@/api/types";

const WORDS: Record<string, string> = {
  received: "Received",
  accepted: "Accepted",
  refused: "Refused at the door, each with its reason",
  created: "of the accepted: new leads",
  changed: "of the accepted: changed",
  unchanged: "of the accepted: nothing new",
  conflicts: "of the accepted: in conflict",
  duplicates: "Duplicates",
  rejected: "Accepted, and failed later",
  inFlight: "On the way",
  deleted: "Deleted since",
  undone: "Taken back since",
  published: "Told to the other parts",
};

/** The rows of the books in their order, with words; rows that are new to this page keep their own. */
export function rowsOf(books: Books): [string, number][] {
  const known = Object.keys(WORDS);
  const numbers = Object.entries(books).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number" && entry[0] !== "difference",
  );
  numbers.sort(([a], [b]) => {
    const at = known.indexOf(a);
    const other = known.indexOf(b);
    return (at < 0 ? known.length : at) - (other < 0 ? known.length : other);
  });
  return numbers.map(([name, value]) => [Object.hasOwn(WORDS, name) ? (WORDS[name] ?? name) : spelt(name), value]);
}

/** inFlight → In flight */
export function spelt(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
