import type { Activity, Item, Lead, LedgerEntry, Said } from "@/api/types";
import { causeWords, listing, REASON_WORDS, STATUS_WORDS, wordOf } from "@/shared/format/words";
import { shownText } from "@/shared/persons/persons";
import type { IconName } from "@/shared/ui/Icon";
import { doingsOf } from "./visits";

/** What happened to a lead, from all that keeps a record of it. */
export type Event = {
  at: string;
  key: string;
  icon: IconName;
  words: string;
  more: string | undefined;
  /** The step of the score that it stands for. */
  entry: number | undefined;
  score: number | undefined;
  by: number | undefined;
};

const event = (of: Partial<Event> & Pick<Event, "at" | "key" | "icon" | "words">): Event => ({
  more: undefined,
  entry: undefined,
  score: undefined,
  by: undefined,
  ...of,
});

const CAUSE_ICON: Record<string, IconName> = {
  import: "import",
  event: "monitor",
  undo: "undo",
  api: "spark",
  person: "user",
  merge: "link",
  reclassification: "monitor",
  time: "clock",
  model: "models",
  deletion: "trash",
};

/** The title of a step of the score: what changed, if that says it shortly, else why it was computed. */
export function stepWords(entry: Pick<LedgerEntry, "cause" | "changed" | "entry">): string {
  const names = entry.changed.map(shownText);
  if (entry.entry === 1) return "The first score";
  if (["api", "import", "person"].includes(entry.cause.kind) && names.length > 0) {
    return names.length <= 3 ? `${listing(names)} changed` : `${names.length} fields changed`;
  }
  return causeWords(entry.cause.kind);
}

/** Newest first. What is told within a minute by one source is one event. */
export function eventsOf(
  item: Item | undefined,
  lead: Lead | undefined,
  ledger: readonly LedgerEntry[],
  said: readonly Said[] = [],
  nameOf: (user: string) => string = () => "",
  activities: readonly Activity[] = [],
): Event[] {
  const events: Event[] = [];
  // A step of the score stands beside what the lead did to cause it.
  const byActivity = new Map<string, Event>();
  const doings = doingsOf(activities).map(({ activities: own, ...doing }) => {
    const told = event(doing);
    own.forEach((activity) => byActivity.set(activity, told));
    return told;
  });
  ledger.forEach((entry, index) => {
    const before = ledger[index + 1];
    const doing = entry.activities.map((activity) => byActivity.get(activity)).find((told) => told !== undefined);
    if (doing) {
      // Of several steps of one visit the newest, which comes first, with what all of them moved.
      doing.entry ??= entry.entry;
      doing.score ??= entry.score;
      doing.by = (doing.by ?? 0) + (before ? entry.score - before.score : 0);
      return;
    }
    events.push(
      event({
        at: entry.since,
        key: `score ${entry.entry}`,
        icon: CAUSE_ICON[Object.hasOwn(CAUSE_ICON, entry.cause.kind) ? entry.cause.kind : ""] ?? "spark",
        words: stepWords(entry),
        more:
          entry.changed.length > 0 && (entry.entry === 1 || entry.changed.length > 3)
            ? listing(entry.changed.map(shownText))
            : undefined,
        entry: entry.entry,
        score: entry.score,
        by: before ? entry.score - before.score : undefined,
      }),
    );
  });
  events.push(...doings);
  if (lead) {
    const told = new Map<string, { at: string; source: string; names: string[] }>();
    for (const [name, value] of Object.entries(lead.fields)) {
      const key = `${value.source}\n${value.knownAt.slice(0, 16)}`;
      const one = told.get(key) ?? { at: value.knownAt, source: value.source, names: [] };
      one.names.push(shownText(name));
      told.set(key, one);
    }
    for (const [key, one] of told) {
      events.push(
        event({
          at: one.at,
          key: `told ${key}`,
          icon: "inbox",
          words: `${shownText(one.source)} said ${one.names.length === 1 ? one.names[0] : `${one.names.length} fields`}`,
          more: one.names.length > 1 ? listing(one.names) : undefined,
        }),
      );
    }
  }
  for (const one of said) {
    const reason = one.reason === undefined ? "" : `, ${wordOf(REASON_WORDS, one.reason).toLowerCase()}`;
    events.push(
      event({
        at: one.at,
        key: `said ${one.number}`,
        icon: one.status === "disqualified" ? "close" : "check",
        words: `${wordOf(STATUS_WORDS, one.status)} · ${shownText(nameOf(one.by))}${reason}`,
        more: one.note === undefined ? undefined : shownText(one.note),
      }),
    );
  }
  // Where nobody may know what was said, or nothing was, as with a claim; an outcome tells itself.
  const told = item?.status === "converted" || item?.status === "lost" || said.some((one) => one.at === item?.statusAt);
  if (item?.statusAt && item.status !== "new" && !told) {
    const who = item.ownerName === undefined ? "" : ` · ${shownText(item.ownerName)}`;
    events.push(
      event({ at: item.statusAt, key: "status", icon: "check", words: `${wordOf(STATUS_WORDS, item.status)}${who}` }),
    );
  }
  const outcome = item?.outcome ?? lead?.outcome;
  if (outcome) {
    events.push(
      event({
        at: outcome.at,
        key: "outcome",
        icon: outcome.kind === "won" ? "check" : "close",
        words: outcome.kind === "won" ? "Won" : "Lost",
      }),
    );
  }
  const created = item?.createdAt ?? lead?.createdAt;
  if (created) events.push(event({ at: created, key: "created", icon: "plus", words: "Came in" }));
  return events.sort((a, b) => b.at.localeCompare(a.at));
}
