import type { DisqualifyReason, Item, Role, Status } from "@/api/types";

/** Words that the API says in codes. */

export const STATUS_WORDS: Record<Status, string> = {
  new: "New",
  claimed: "Claimed",
  contacted: "Contacted",
  qualified: "Qualified",
  disqualified: "Disqualified",
  converted: "Converted",
  lost: "Lost",
};

export const REASON_WORDS: Record<DisqualifyReason, string> = {
  "not-a-fit": "Not a fit",
  "no-budget": "No budget",
  "no-need": "No need",
  "bad-data": "Wrong or missing data",
  competitor: "Went with a competitor",
  other: "Another reason",
};

export const ROLE_WORDS: Record<Role, string> = {
  administrator: "Administrator",
  operations: "Operations",
  "data-scientist": "Data scientist",
  representative: "Representative",
  "privacy-officer": "Privacy officer",
  viewer: "Viewer",
};

export const ROLE_EFFECTS: Record<Role, string> = {
  administrator: "Runs the installation, and may do everything.",
  operations: "Brings data in and out, sets rules, assigns leads, trains and promotes models.",
  "data-scientist": "Sees models and their proof, trains and promotes them. Sees no names.",
  representative: "Works the list: sees who leads are, claims them, says what came of them.",
  "privacy-officer": "Sees who leads are and who looked, deletes leads, exports. Changes nothing else.",
  viewer: "Looks on. Sees no names, changes nothing.",
};

/** The word for a code; codes come from addresses and from newer servers too, so they may be anything. */
export function wordOf(words: Record<string, string>, code: string, otherwise = code): string {
  return Object.hasOwn(words, code) ? (words[code] ?? otherwise) : otherwise;
}

/** Says in place of a name who a lead is, where the name must not be seen: `Lead 7F3K`. */
export function pseudonym(lead: string): string {
  return `Lead ${lead.slice(-4).toUpperCase()}`;
}

/** The words of a reason without its direction, which sign and colour say. */
export function reasonWords(words: string): string {
  return words.replace(/\s*\((raises|lowers) the score\)$/, "");
}

/** How sure a chance is, in words for a sales person. */
export function sureness(item: Pick<Item, "sure" | "rules">): string {
  if (item.rules) return "Ranked by simple rules, until there are enough outcomes to learn from";
  return item.sure ? "Quite sure" : "Not enough evidence yet";
}

const CAUSES: Record<string, string> = {
  import: "A file was imported",
  undo: "An import was taken back",
  api: "New data came in",
  event: "The lead was active",
  person: "A colleague changed it",
  merge: "Two leads turned out to be one",
  reclassification: "Machines were told from people",
  time: "Time passed",
  model: "Another model went live",
  deletion: "Data was deleted",
  other: "Something changed",
};
export function causeWords(kind: string): string {
  return wordOf(CAUSES, kind, "Something changed");
}

export function sentence(words: string): string {
  return words.length === 0 ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A, B and C. */
export function listing(words: string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** One or two letters for an avatar; safe for any script and for emoji. */
export function initials(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/\s+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = (word: string | undefined) => (word ? (Array.from(word.replace(/[^\p{L}\p{N}]/gu, ""))[0] ?? "") : "");
  const text = words.length > 1 ? first(words[0]) + first(words[words.length - 1]) : first(words[0]);
  return text.toUpperCase() || "?";
}
