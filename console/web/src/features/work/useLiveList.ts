import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Item } from "@/api/types";
import { get, isProblem } from "@/shared/http/client";
import { useLive } from "@/shared/live/live";
import { forgetLead, patchItems, workKeys } from "@/shared/work/items";
import { inTurns } from "@/shared/work/turns";
import { page, PAGE } from "./api";

const GATHER_MS = 800;
const GLOW_MS = 1700;
/** From so many on, pages are read before the rows that are not found on them. */
const MANY = 20;
const NONE: ReadonlySet<string> = new Set();

/**
 * Keeps a list fresh without moving it: rows that are there change in place, what would come on top is counted and
 * waits until the reader asks for it.
 */
export function useLiveList(query: string, rows: readonly Item[]) {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(NONE);
  const [fresh, setFresh] = useState(NONE);
  const known = useRef<ReadonlyMap<string, Item>>(new Map());
  useEffect(() => {
    known.current = new Map(rows.map((item) => [item.lead, item]));
  }, [rows]);

  const shown = useRef(query);
  useEffect(() => {
    shown.current = query;
    setWaiting(NONE);
    setFresh(NONE);
  }, [query]);

  const told = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const look = useCallback(async () => {
    timer.current = undefined;
    const changed = told.current;
    told.current = new Set();
    const here = [...changed].filter((lead) => known.current.has(lead));
    const elsewhere = [...changed].filter((lead) => !known.current.has(lead));
    const found = new Map<string, Item>();

    const pages = here.length > MANY ? Math.ceil(known.current.size / PAGE) : elsewhere.length > 0 ? 1 : 0;
    try {
      let after: string | undefined = "";
      for (let number = 0; number < pages && after !== undefined; number++) {
        const part = await page(query, after);
        for (const item of part.items) found.set(item.lead, item);
        after = part.next;
      }
      if (elsewhere.length > 0 && shown.current === query) {
        // Other leads of the page are not new: they were only not loaded yet.
        setWaiting((before) => {
          const next = new Set(before);
          for (const lead of elsewhere) {
            if (found.has(lead)) next.add(lead);
            else next.delete(lead);
          }
          return next;
        });
      }
    } catch {
      // The next change looks again.
      for (const lead of elsewhere) told.current.add(lead);
    }

    const rest = here.filter((lead) => !found.has(lead));
    const alone = await inTurns(rest, (lead) => get<Item>(`/v1/work/${encodeURIComponent(lead)}`));
    let gone = false;
    alone.forEach((one, at) => {
      const lead = rest[at] ?? "";
      if (one.status === "fulfilled") found.set(lead, one.value);
      else if (isProblem(one.reason, "not-found")) {
        forgetLead(client, lead);
        gone = true;
      } else told.current.add(lead);
    });

    const different = [...found.values()].filter((item) => {
      const before = known.current.get(item.lead);
      // What was done here meanwhile is newer than an answer that was on its way.
      if (before === undefined || before.version > item.version) return false;
      return JSON.stringify(before) !== JSON.stringify(item);
    });
    if (different.length > 0) {
      patchItems(client, different);
      const glowing = new Set(different.map((item) => item.lead));
      setFresh(glowing);
      setTimeout(() => setFresh((now) => (now === glowing ? NONE : now)), GLOW_MS);
    }
    if (different.length > 0 || gone) void client.invalidateQueries({ queryKey: ["work", "counts"] });
  }, [client, query]);

  // A change is looked at in the list that is shown then, not in the one that was shown when it came.
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });

  useEffect(() => () => clearTimeout(timer.current), []);

  const onReload = useCallback(async () => {
    setWaiting(NONE);
    await client.resetQueries({ queryKey: workKeys.list(query), exact: true });
  }, [client, query]);

  /** Reads all that is loaded: nobody knows what was missed. */
  const readAll = useCallback(async () => {
    void client.invalidateQueries({ queryKey: ["work", "counts"] });
    const missed = told.current;
    told.current = new Set();
    try {
      await client.refetchQueries({ queryKey: workKeys.list(query), exact: true }, { throwOnError: true });
      if (shown.current === query) setWaiting(NONE);
    } catch {
      // The rows stay; what was told before is looked at with the next change.
      for (const lead of missed) told.current.add(lead);
    }
  }, [client, query]);

  useLive({
    work: ({ leads }) => {
      for (const lead of leads) told.current.add(lead);
      timer.current ??= setTimeout(() => void latest.current(), GATHER_MS);
    },
    model: () => void onReload(),
    again: () => void readAll(),
  });

  return { waiting: waiting.size, fresh, onReload };
}
