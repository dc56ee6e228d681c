import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Item } from "@/api/types";
import { get } from "@/shared/http/client";
import { useLive } from "@/shared/live/live";
import { patchItems } from "@/shared/work/items";
import { page } from "./api";

const GATHER_MS = 800;
const GLOW_MS = 1700;
const MOST_ALONE = 20;

/**
 * Keeps a list fresh without moving it: rows that are there change in place, what would come on top is counted and
 * waits until the reader asks for it.
 */
export function useLiveList(query: string, rows: readonly Item[]) {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const known = useRef<ReadonlyMap<string, Item>>(new Map());
  useEffect(() => {
    known.current = new Map(rows.map((item) => [item.lead, item]));
  }, [rows]);

  useEffect(() => {
    setWaiting(new Set());
    setFresh(new Set());
  }, [query]);

  const told = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const look = useCallback(async () => {
    timer.current = undefined;
    const changed = told.current;
    told.current = new Set();
    const here = [...changed].filter((lead) => known.current.has(lead));
    const elsewhere = changed.size > here.length;
    const found = new Map<string, Item>();
    try {
      if (elsewhere) {
        const first = await page(query, "");
        for (const item of first.items) found.set(item.lead, item);
        const unseen = first.items.filter((item) => !known.current.has(item.lead)).map((item) => item.lead);
        setWaiting(new Set(unseen));
      }
      for (const lead of here.filter((one) => !found.has(one)).slice(0, MOST_ALONE)) {
        found.set(lead, await get<Item>(`/v1/work/${encodeURIComponent(lead)}`));
      }
    } catch {
      // The next change, or the stream's return, looks again.
      return;
    }
    const different = [...found.values()].filter((item) => {
      const before = known.current.get(item.lead);
      return before !== undefined && JSON.stringify(before) !== JSON.stringify(item);
    });
    if (different.length === 0) return;
    patchItems(client, different);
    const glowing = new Set(different.map((item) => item.lead));
    setFresh(glowing);
    setTimeout(() => setFresh((now) => (now === glowing ? new Set() : now)), GLOW_MS);
    void client.invalidateQueries({ queryKey: ["work", "counts"] });
  }, [client, query]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const onReload = useCallback(async () => {
    setWaiting(new Set());
    await client.resetQueries({ queryKey: ["work", "list", query] });
  }, [client, query]);

  useLive({
    work: ({ leads }) => {
      for (const lead of leads) told.current.add(lead);
      timer.current ??= setTimeout(() => void look(), GATHER_MS);
    },
    model: () => void onReload(),
    again: () => {
      // Something may have been missed; look at the start of the list.
      told.current.add("");
      timer.current ??= setTimeout(() => void look(), GATHER_MS);
    },
  });

  return { waiting: waiting.size, fresh, onReload };
}
