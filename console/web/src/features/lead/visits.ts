import type { Activity } from "@/api/types";
import { count } from "@/shared/format/numbers";
import { sentence } from "@/shared/format/words";
import { shownText } from "@/shared/persons/persons";
import type { IconName } from "@/shared/ui/Icon";

/** Something that a lead did, or several things in one visit. */
export type Doing = {
  at: string;
  key: string;
  icon: IconName;
  words: string;
  more: string | undefined;
  activities: string[];
};

/** A visit ends when nothing happens for so long. */
const GAP = 30 * 60_000;

/** What is one thing by itself, also in the midst of a visit. */
const ALONE: Record<string, [string, IconName]> = {
  download: ["Downloaded a file", "download"],
  form: ["Sent a form", "inbox"],
  demo_request: ["Asked for a demo", "spark"],
  trial: ["Began a trial", "spark"],
  sign_up: ["Signed up", "user"],
  basket: ["Filled a basket", "tag"],
  order: ["Ordered", "tag"],
  meeting: ["Met or called", "phone"],
  event: ["Took part in an event", "user"],
  chat: ["Chatted", "inbox"],
  mail_open: ["Opened a mail", "mail"],
  mail_click: ["Clicked in a mail", "mail"],
  mail_reply: ["Answered a mail", "mail"],
  mail_bounce: ["A mail came back", "alert"],
  unsubscribe: ["Unsubscribed from mails", "close"],
};

/** By the rules, or since somebody said so. */
export function isByPerson({ by }: Pick<Activity, "by">): boolean {
  return by === undefined || by.kind === "person";
}

const pageWords = (one: Activity): string => (one.topic === undefined ? "" : shownText(one.topic));

function visitWords(visit: readonly Activity[]): Pick<Doing, "words" | "more"> {
  const pages = visit.filter(({ kind }) => kind === "page_view" || kind === "screen_view");
  const seconds = visit.reduce((sum, one) => sum + one.seconds, 0);
  const others = visit.filter(({ kind }) => !["page_view", "screen_view", "page_left"].includes(kind));
  const topics = [...new Set(pages.map(pageWords).filter((topic) => topic !== "" && topic !== "other page"))];
  const way = visit.find(({ touch }) => touch !== undefined)?.touch;
  const what = [
    pages.length > 0 ? `${count(pages.length)} ${pages.length === 1 ? "page" : "pages"}` : "",
    others.length > 0 ? `${count(others.length)} ${others.length === 1 ? "other act" : "other acts"}` : "",
    seconds >= 60 ? `${count(Math.round(seconds / 60))} min` : "",
  ].filter((part) => part !== "");
  const more = [
    way === undefined ? "" : `by ${shownText(way)}`,
    topics.length === 0 ? "" : topics.join(", "),
    [...new Set(others.map(({ name, words }) => shownText(name ?? words)))].join(", "),
  ].filter((part) => part !== "");
  return { words: `Visit: ${what.join(", ")}`, more: more.length === 0 ? undefined : sentence(more.join(" · ")) };
}

/**
 * What a lead did, with what belongs to one visit as one.
 *
 * @param activities newest first
 * @returns newest first
 */
export function doingsOf(activities: readonly Activity[]): Doing[] {
  const doings: Doing[] = [];
  let visit: Activity[] = [];
  const end = () => {
    const [first] = visit;
    if (first && visit.some(({ kind }) => kind !== "page_left")) {
      doings.push({
        at: first.at,
        key: `visit ${first.activity}`,
        icon: "monitor",
        ...visitWords(visit),
        activities: visit.map(({ activity }) => activity),
      });
    }
    visit = [];
  };
  for (const one of [...activities].reverse()) {
    const alone = Object.hasOwn(ALONE, one.kind) ? ALONE[one.kind] : undefined;
    if (alone) {
      doings.push({
        at: one.at,
        key: `did ${one.activity}`,
        icon: alone[1],
        words: alone[0],
        more:
          one.name === undefined && one.campaign === undefined ? undefined : shownText(one.campaign ?? one.name ?? ""),
        activities: [one.activity],
      });
      continue;
    }
    const last = visit.at(-1);
    if (last && Date.parse(one.at) - Date.parse(last.at) > GAP) end();
    visit.push(one);
  }
  end();
  return doings.sort((a, b) => b.at.localeCompare(a.at));
}
