import type { Grade, SavedView, Status } from "@/api/types";
import { BETWEEN, listOf, namesOf, parseSearch, stringifySearch } from "@/shared/format/search";
import { STATUS_WORDS, wordOf } from "@/shared/format/words";

/** What narrows a list of leads; in the address, in a saved view and in what the server is asked alike. */
export type Filters = Partial<Record<FilterName, string>>;
export const FILTER_NAMES = [
  "q",
  "grade",
  "status",
  "owner",
  "source",
  "country",
  "company",
  "outcome",
  "created",
  "qualified",
  "closed",
  "waiting",
  "risen",
  "sort",
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export const GRADES: Grade[] = ["A", "B", "C", "D"];
export const STATUSES: Status[] = ["new", "claimed", "contacted", "qualified", "disqualified", "converted", "lost"];
export const USUAL_SORT = "score";

/** Filters whose values are names that customers gave. */
const OWN_NAMES: FilterName[] = ["source", "country", "company"];

export function valuesOf(name: FilterName, value: string | undefined): string[] {
  return OWN_NAMES.includes(name) ? namesOf(value) : listOf(value);
}

export const FILTER_WORDS: Record<Exclude<FilterName, "q" | "sort">, string> = {
  grade: "Grade",
  status: "Status",
  owner: "Owner",
  source: "Source",
  country: "Country",
  company: "Company",
  outcome: "Outcome",
  created: "Came in",
  qualified: "Qualified",
  closed: "Closed",
  waiting: "Waiting for contact",
  risen: "Rose",
};

export const CREATED_WORDS: Record<string, string> = {
  "1d": "in the last day",
  "7d": "in the last 7 days",
  "30d": "in the last 30 days",
  "90d": "in the last 90 days",
};
export const WAITING_WORDS: Record<string, string> = {
  "1d": "for a day",
  "2d": "for two days",
  "7d": "for a week",
};
export const RISEN_WORDS: Record<string, string> = {
  "10": "by 10 or more in a day",
  "20": "by 20 or more in a day",
};
export const OUTCOME_WORDS: Record<string, string> = { won: "Won", lost: "Lost", open: "Open" };

/** The filters in an address, without what else stands there. */
export function filtersOf(search: Record<string, unknown>): Filters {
  const filters: Filters = {};
  for (const name of FILTER_NAMES) {
    const value = search[name];
    if (typeof value === "string" && value !== "") filters[name] = value;
  }
  return filters;
}

/** What the server is asked, always written the same way, so that it can be a key too. */
export function apiQuery(filters: Filters): string {
  const sorted: Filters = {};
  for (const name of FILTER_NAMES) {
    const value = filters[name];
    if (value !== undefined) sorted[name] = name === "q" ? value.trim() : value;
  }
  return stringifySearch(sorted).slice(1);
}

export function sameFilters(one: Filters, other: Filters): boolean {
  const canonical = (filters: Filters) =>
    FILTER_NAMES.map((name) => {
      const value = filters[name];
      if (value === undefined || (name === "sort" && value === USUAL_SORT)) return "";
      return name === "q" || name === "sort" ? value : [...new Set(valuesOf(name, value))].sort().join(BETWEEN);
    }).join("\n");
  return canonical(one) === canonical(other);
}

/** With the value in the list, or without it. */
export function toggled(name: FilterName, value: string | undefined, part: string): string | undefined {
  const parts = valuesOf(name, value);
  const next = parts.includes(part) ? parts.filter((other) => other !== part) : [...parts, part];
  return next.length === 0 ? undefined : next.join(OWN_NAMES.includes(name) ? BETWEEN : ",");
}

export type View = { id: string; name: string; filters: Filters; saved?: SavedView };

const OPEN = "new,claimed,contacted,qualified";

/** What everyone starts with. */
export const BUILT_IN: View[] = [
  { id: "", name: "To call", filters: { status: "new,claimed" } },
  { id: "mine", name: "Mine", filters: { owner: "me", status: OPEN } },
  { id: "free", name: "Best unclaimed", filters: { grade: "A,B", owner: "none", status: "new" } },
  { id: "fresh", name: "New this week", filters: { created: "7d", status: OPEN, sort: "created" } },
];

export const ALL_LEADS: View[] = [
  { id: "", name: "All", filters: { sort: "created" } },
  { id: "open", name: "Open", filters: { outcome: "open", sort: "created" } },
  { id: "won", name: "Won", filters: { outcome: "won", sort: "created" } },
  { id: "lost", name: "Lost", filters: { outcome: "lost", sort: "created" } },
];

export function viewOf(saved: SavedView): View {
  return { id: saved.id, name: saved.name, filters: filtersOf(parseSearch(saved.query)), saved };
}

/** A filter's values in words. */
export function valueWords(
  name: Exclude<FilterName, "q" | "sort">,
  value: string,
  ownerName: (owner: string) => string,
): string {
  const words = valuesOf(name, value).map((part) => {
    switch (name) {
      case "status":
        return wordOf(STATUS_WORDS, part);
      case "owner":
        return part === "me" ? "You" : part === "none" ? "Nobody" : ownerName(part);
      case "outcome":
        return wordOf(OUTCOME_WORDS, part);
      case "created":
      case "qualified":
      case "closed":
        return wordOf(CREATED_WORDS, part);
      case "waiting":
        return wordOf(WAITING_WORDS, part);
      case "risen":
        return wordOf(RISEN_WORDS, part);
      case "grade":
      case "source":
      case "country":
      case "company":
        return part;
    }
  });
  return words.length > 3 ? `${words.slice(0, 2).join(", ")} and ${words.length - 2} more` : words.join(", ");
}
