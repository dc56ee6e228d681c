import type { ReplayAnswer } from "@/api/types";
import { plural } from "@/shared/format/numbers";
import { listing } from "@/shared/format/words";

export const STAGE_WORDS: Record<string, string> = {
  refused: "Refused at the door",
  rejected: "Rejected",
  partly: "Taken in part",
};

/** What became of events that were to be put back. */
export function replayWords(answer: ReplayAnswer): string {
  const of = (fate: string) => answer.events.filter((one) => one.fate === fate).length;
  const parts = [
    answer.replayed > 0 ? `${plural(answer.replayed, "event is", "events are")} on the way again` : "",
    of("before") > 0 ? `${plural(of("before"), "was", "were")} already` : "",
    of("unreadable") > 0 ? `${plural(of("unreadable"), "cannot", "cannot")} be read by this version either` : "",
    of("gone") + of("unknown") > 0 ? `${plural(of("gone") + of("unknown"), "is", "are")} not there any more` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "Nothing was to be replayed" : listing(parts);
}
