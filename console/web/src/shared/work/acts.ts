import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { BulkResult, Colleague, DisqualifyReason, Item, Status } from "@/api/types";
import { count, plural } from "@/shared/format/numbers";
import { pseudonym, STATUS_WORDS } from "@/shared/format/words";
import { get, isProblem, post } from "@/shared/http/client";
import { colleaguesQuery, useSession } from "@/shared/session/session";
import { toast } from "@/shared/ui/toasts";
import { findItem, outdateLists, patchItems } from "./items";
import { chunksOf, inTurns } from "./turns";

export type Reason = { code: DisqualifyReason; note?: string };

function without<K extends keyof Item>(item: Item, ...names: K[]): Omit<Item, K> {
  const copy = { ...item };
  for (const name of names) delete copy[name];
  return copy;
}

/** Whether the lead belongs to the same person and stands where it stood. */
function stands(now: Item, before: Item): boolean {
  return now.owner === before.owner && now.status === before.status && now.statusReason === before.statusReason;
}

/** Whether nobody has acted on the lead since it was made what it is. */
function untouched(now: Item, made: Item): boolean {
  return now.version === made.version;
}

/** A lead in somebody's hands is no new one, and not given up. */
function taken(item: Item): Item {
  return item.status === "new" || item.status === "disqualified"
    ? { ...without(item, "statusReason"), status: "claimed" }
    : item;
}

export type Acts = {
  claim: (items: readonly Item[]) => void;
  release: (items: readonly Item[]) => void;
  assign: (items: readonly Item[], owner: Colleague) => void;
  mark: (items: readonly Item[], status: Status, reason?: Reason) => void;
};

type Change = {
  /** What was done, for one lead by name and for several by number. */
  words: (who: string) => string;
  /** As it will be, shown before the server has answered. */
  expect: (item: Item) => Item;
  one: (lead: string) => Promise<Item>;
  bulk: Record<string, unknown>;
};

/** As many as the server takes at once. */
const MOST_AT_ONCE = 200;
/** As the server names them. */
const USERS = /user_[0-9a-z]+/g;
const NOTHING = "Nothing was changed.";

/** What went wrong, down to the fields that the server did not take. */
export function troubleWords(error: unknown): string {
  if (!isProblem(error)) return "Try again.";
  const fields = error.errors.map(({ pointer, detail }) => {
    const name = pointer.split("/")[1];
    return name ? `The ${name} ${detail}.` : `${detail}.`;
  });
  return [error.detail, ...fields].join(" ");
}

/** Does the same with all leads, as many at once as the server takes; stops where that fails, unless it is at once. */
async function inParts(
  items: readonly Item[],
  bulk: Record<string, unknown>,
): Promise<{ result: BulkResult; rest: number; trouble?: unknown }> {
  const result: BulkResult = { changed: 0, items: [], refused: [] };
  let reached = 0;
  for (const chunk of chunksOf(items, MOST_AT_ONCE)) {
    try {
      const part = await post<BulkResult>("/v1/work/bulk", { leads: chunk.map((item) => item.lead), ...bulk });
      result.changed += part.changed;
      result.items.push(...part.items);
      result.refused.push(...part.refused);
      reached += chunk.length;
    } catch (trouble) {
      if (reached === 0) throw trouble;
      return { result, rest: items.length - reached, trouble };
    }
  }
  return { result, rest: 0 };
}

/** What one can do with leads from any page: at once on the screen, then on the server, and back again by undo. */
export function useActs(nameOf: (item: Item) => string = (item) => pseudonym(item.lead)): Acts {
  const client = useQueryClient();
  const { user } = useSession();
  return useMemo(() => {
    const path = (lead: string, act: string) => `/v1/work/${encodeURIComponent(lead)}/${act}`;
    /** Takes back what was made of one lead; leaves it, and says so, if it was changed since. */
    const setBack = async (before: Item, made: Item): Promise<boolean> => {
      let now = await get<Item>(`/v1/work/${encodeURIComponent(before.lead)}`);
      if (!untouched(now, made)) return false;
      const act = async (name: string, body?: unknown) => {
        now = await post<Item>(path(before.lead, name), body, { match: now.version });
      };
      const status = async () => {
        if (now.status === before.status && now.statusReason === before.statusReason) return;
        await act("status", {
          status: before.status,
          ...(before.status === "disqualified" && before.statusReason ? { reason: before.statusReason } : {}),
        });
      };
      const owner = async () => {
        if (now.owner === before.owner) return;
        if (before.owner === undefined) await act("release");
        else if (before.owner === user.id) await act("claim");
        else await act("assign", { owner: before.owner });
      };
      // A status may bring its owner along, so that the owner comes last; but an owner takes up what was given up.
      if (before.status === "disqualified") await owner();
      await status();
      await owner();
      return true;
    };

    const colleague = (id: string | undefined) =>
      client.getQueryData(colleaguesQuery.queryKey)?.colleagues.find((other) => other.id === id)?.name;
    const withNames = async (words: string) => {
      if (words.search(USERS) < 0) return words;
      // A name that cannot be had just now is no reason to keep the message back.
      await client.ensureQueryData(colleaguesQuery).catch(() => undefined);
      return words.replaceAll(USERS, (id) => (id === user.id ? "you" : (colleague(id) ?? "a colleague")));
    };

    const settle = () => {
      outdateLists(client);
      void client.invalidateQueries({ queryKey: ["work", "counts"] });
      void client.invalidateQueries({ queryKey: ["overview"] });
    };

    const run = async (items: readonly Item[], change: Change) => {
      if (items.length === 0) return;
      const before = items.map((item) => findItem(client, item.lead) ?? item);
      patchItems(client, before.map(change.expect));
      const who = items.length === 1 && items[0] ? nameOf(items[0]) : plural(items.length, "lead");
      const undoing = (made: readonly Item[]) => async () => {
        const acted = before.flatMap((item, at) => {
          const now = made[at];
          return now && !stands(now, item) ? [{ item, now }] : [];
        });
        patchItems(
          client,
          acted.map(({ item }) => item),
        );
        const results = await inTurns(acted, ({ item, now }) => setBack(item, now));
        const left = results.filter((result) => result.status === "fulfilled" && !result.value).length;
        const failed = results.filter((result) => result.status === "rejected");
        if (failed[0]) {
          const those = failed.length < acted.length ? ` for ${count(failed.length)} of ${count(acted.length)}` : "";
          const error: unknown = failed[0].reason;
          toast(`Could not be undone${those}.${isProblem(error) ? ` ${await withNames(error.detail)}` : ""}`, {
            kind: "failed",
          });
        } else if (left > 0) {
          toast(`Somebody changed ${acted.length === 1 ? who : count(left)} since, so that is kept.`, {
            kind: "failed",
          });
        } else toast("Undone");
        await refresh(acted.map(({ item }) => item));
        settle();
      };
      const refresh = async (some: readonly Item[]) => {
        const fresh = await inTurns(some, (item) => get<Item>(`/v1/work/${encodeURIComponent(item.lead)}`));
        patchItems(
          client,
          fresh.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
        );
      };
      try {
        if (before.length === 1 && before[0]) {
          const made = await change.one(before[0].lead);
          patchItems(client, [made]);
          toast(change.words(who), { undo: undoing([made]) });
        } else {
          const { result, rest, trouble } = await inParts(before, change.bulk);
          // What was refused, was so already, or was not reached is as it was.
          const made = new Map(result.items.map((item) => [item.lead, item]));
          const after = before.map((item) => made.get(item.lead) ?? item);
          patchItems(client, after);
          const words = [];
          if (result.changed === 0) words.push("Nothing was changed.");
          else if (result.refused.length === 0 && rest === 0) words.push(change.words(who));
          else words.push(`${change.words(plural(result.changed, "lead"))}.`);
          const first = result.refused[0];
          if (first)
            words.push(`${plural(result.refused.length, "was", "were")} refused: ${await withNames(first.detail)}`);
          else if (result.changed === 0 && rest === 0) words.push("It was so already.");
          if (rest > 0)
            words.push(`${plural(rest, "was", "were")} not reached: ${await withNames(troubleWords(trouble))}`);
          toast(words.join(" "), {
            kind: result.changed === 0 || rest > 0 ? "failed" : "done",
            ...(result.changed === 0 ? {} : { undo: undoing(after) }),
          });
          await refresh(before.filter((item) => !made.has(item.lead)));
        }
      } catch (error) {
        patchItems(client, before);
        if (isProblem(error, "conflict")) {
          toast(`${who}: ${await withNames(error.detail)}`, { kind: "failed" });
          await refresh(before);
        } else {
          const words = troubleWords(error);
          toast(words.startsWith(NOTHING) ? words : `${NOTHING} ${words}`, { kind: "failed" });
        }
      }
      settle();
    };

    return {
      claim: (items) =>
        void run(items, {
          words: (who) => `You claimed ${who}`,
          expect: (item) => ({
            ...taken(item),
            owner: user.id,
            ownerName: user.name,
          }),
          one: (lead) => post<Item>(path(lead, "claim")),
          bulk: { action: "claim" },
        }),
      release: (items) =>
        void run(items, {
          words: (who) => `You released ${who}`,
          expect: (item) => ({
            ...without(item, "owner", "ownerName"),
            status: item.status === "claimed" ? "new" : item.status,
          }),
          one: (lead) => post<Item>(path(lead, "release")),
          bulk: { action: "release" },
        }),
      assign: (items, owner) =>
        void run(items, {
          words: (who) => `${who} assigned to ${owner.id === user.id ? "you" : owner.name}`,
          expect: (item) => ({ ...taken(item), owner: owner.id, ownerName: owner.name ?? colleague(owner.id) }),
          one: (lead) => post<Item>(path(lead, "assign"), { owner: owner.id }),
          bulk: { action: "assign", owner: owner.id },
        }),
      mark: (items, status, reason) => {
        const said = {
          status,
          ...(reason ? { reason: reason.code, ...(reason.note ? { note: reason.note } : {}) } : {}),
        };
        void run(items, {
          words: (who) => `${who} marked as ${STATUS_WORDS[status].toLowerCase()}`,
          expect: (item) => ({
            ...(status === "new" ? without(item, "statusReason", "owner", "ownerName") : without(item, "statusReason")),
            // Who works on a lead that is nobody's takes it.
            ...(item.owner === undefined && ["claimed", "contacted", "qualified"].includes(status)
              ? { owner: user.id, ownerName: user.name }
              : {}),
            status,
            statusAt: new Date().toISOString(),
            ...(reason ? { statusReason: reason.code } : {}),
          }),
          one: (lead) => post<Item>(path(lead, "status"), said),
          bulk: { action: "status", ...said },
        });
      },
    };
  }, [client, user, nameOf]);
}
