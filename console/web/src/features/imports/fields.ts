import type { ImportColumn, OutcomeWords } from "@/api/types";

/** What a column of a file can be. */
export const FIELD_GROUPS: { group: string; fields: [string, string][] }[] = [
  {
    group: "Here",
    fields: [
      ["own", "A column of your own"],
      ["skip", "Leave it out"],
    ],
  },
  {
    group: "The person",
    fields: [
      ["email", "Email"],
      ["firstName", "First name"],
      ["lastName", "Last name"],
      ["fullName", "Full name"],
      ["phone", "Phone"],
      ["mobile", "Mobile phone"],
      ["jobTitle", "Job title"],
      ["language", "Language"],
      ["note", "Note"],
    ],
  },
  {
    group: "The company and its place",
    fields: [
      ["company", "Company"],
      ["website", "Website"],
      ["industry", "Industry"],
      ["companySize", "Company size"],
      ["annualRevenue", "Annual revenue"],
      ["street", "Street"],
      ["postcode", "Postcode"],
      ["city", "City"],
      ["region", "Region or state"],
      ["country", "Country"],
    ],
  },
  {
    group: "Where it came from",
    fields: [
      ["source", "Source"],
      ["campaign", "Campaign"],
      ["createdAt", "Created at"],
    ],
  },
  {
    group: "What became of it",
    fields: [
      ["outcome", "Outcome"],
      ["outcomeAt", "Outcome time"],
      ["value", "Value"],
    ],
  },
  {
    group: "Keeping it",
    fields: [
      ["owner", "Owner"],
      ["externalId", "External ID"],
      ["consent", "Consent"],
      ["lawfulBasis", "Lawful basis"],
    ],
  },
];

const WORDS = new Map(FIELD_GROUPS.flatMap(({ fields }) => fields));

export function fieldWords(field: string): string {
  return WORDS.get(field) ?? field;
}

/** Columns that are mapped to a field which another one holds too. */
export function clashes(columns: readonly Pick<ImportColumn, "column" | "field">[]): Map<string, string> {
  const found = new Map<string, string>();
  const first = new Map<string, string>();
  for (const { column, field } of columns) {
    // Several columns of notes belong together.
    if (field === "own" || field === "skip" || field === "note") continue;
    const other = first.get(field);
    if (other === undefined) first.set(field, column);
    else found.set(column, `“${other}” is ${fieldWords(field)} already`);
  }
  return found;
}

/** What keeps a file from being checked. */
export function missingIdentity(columns: readonly Pick<ImportColumn, "field">[]): boolean {
  return !columns.some(({ field }) => field === "email" || field === "externalId");
}

export type Meaning = keyof OutcomeWords;

/** With the value meaning something else. */
export function withMeaning(outcome: OutcomeWords, value: string, meaning: Meaning): OutcomeWords {
  const without = (list: string[]) => list.filter((other) => other !== value);
  const next: OutcomeWords = { won: without(outcome.won), lost: without(outcome.lost), open: without(outcome.open) };
  next[meaning] = [...next[meaning], value];
  return next;
}
