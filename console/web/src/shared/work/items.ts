import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { AccountDetail, Item, WorkPage } from "@/api/types";
import { daysBetween } from "@/shared/format/times";

/** Leads as lists show them, and where the page keeps them. */

export const workKeys = {
  all: ["work"] as const,
  list: (query: string) => ["work", "list", query] as const,
  counts: (query: string) => ["work", "counts", query] as const,
  item: (lead: string) => ["work", "item", lead] as const,
  account: (company: string) => ["work", "account", company] as const,
};

type Pages = InfiniteData<WorkPage, string>;

/** Puts what is now known of leads into everything that shows them; rows keep their place. */
export function patchItems(client: QueryClient, changed: readonly Item[]): void {
  if (changed.length === 0) return;
  const byLead = new Map(changed.map((item) => [item.lead, item]));
  const swap = (item: Item) => byLead.get(item.lead) ?? item;
  client.setQueriesData<Pages>({ queryKey: ["work", "list"] }, (pages) =>
    pages && pages.pages.some((page) => page.items.some((item) => byLead.has(item.lead)))
      ? { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(swap) })) }
      : pages,
  );
  client.setQueriesData<AccountDetail>({ queryKey: ["work", "account"] }, (detail) =>
    detail ? { ...detail, items: detail.items.map(swap) } : detail,
  );
  for (const item of changed) {
    client.setQueryData(workKeys.item(item.lead), item);
  }
}

/** The lead as it is known now, wherever it is kept. */
export function findItem(client: QueryClient, lead: string): Item | undefined {
  const alone = client.getQueryData<Item>(workKeys.item(lead));
  if (alone) return alone;
  for (const [, pages] of client.getQueriesData<Pages>({ queryKey: ["work", "list"] })) {
    for (const page of pages?.pages ?? []) {
      const found = page.items.find((item) => item.lead === lead);
      if (found) return found;
    }
  }
  return undefined;
}

const DAY = 86_400_000;

export type News =
  | { kind: "new"; at: string }
  | { kind: "score"; by: number; at: string }
  | { kind: "status"; at: string }
  | { kind: "none"; at: string };

/** What happened to a lead since yesterday; the weightiest thing alone. */
export function newsOf(item: Item, now = Date.now()): News {
  if (now - Date.parse(item.createdAt) < DAY) return { kind: "new", at: item.createdAt };
  const by = item.score !== undefined && item.previousScore !== undefined ? item.score - item.previousScore : 0;
  if (by !== 0) return { kind: "score", by, at: item.scoredAt ?? item.changedAt };
  if (item.statusAt !== undefined && now - Date.parse(item.statusAt) < DAY)
    return { kind: "status", at: item.statusAt };
  return { kind: "none", at: item.changedAt };
}

/** Whether a lead is waiting for somebody. */
export function isOpen(item: Pick<Item, "status">): boolean {
  return !["converted", "lost", "disqualified"].includes(item.status);
}

export function waitedDays(item: Item, now = Date.now()): number {
  return daysBetween(Date.parse(item.createdAt), now);
}
