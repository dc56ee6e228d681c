import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import type { AccountDetail, Item, WorkPage } from "@/api/types";
import { daysBetween } from "@/shared/format/times";
import { forgetPerson } from "@/shared/persons/persons";

/** Leads as lists show them, and where the page keeps them. */

export const workKeys = {
  all: ["work"] as const,
  list: (query: string) => ["work", "list", query] as const,
  counts: (query: string) => ["work", "counts", query] as const,
  item: (lead: string) => ["work", "item", lead] as const,
  account: (company: string) => ["work", "account", company] as const,
};

type Pages = InfiniteData<WorkPage, string>;

/** Writes into what is kept without making it look newer than it is: it was not read anew. */
function rewrite<T>(client: QueryClient, queryKey: QueryKey, change: (data: T) => T): void {
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    const data = query.state.data as T | undefined;
    const next = data === undefined ? data : change(data);
    if (next === data) continue;
    const { isInvalidated, dataUpdatedAt } = query.state;
    query.setData(next, { updatedAt: dataUpdatedAt, manual: true });
    if (isInvalidated) query.invalidate();
  }
}

/** Puts what is now known of leads into everything that shows them; rows keep their place. */
export function patchItems(client: QueryClient, changed: readonly Item[]): void {
  if (changed.length === 0) return;
  const byLead = new Map(changed.map((item) => [item.lead, item]));
  const swap = (item: Item) => byLead.get(item.lead) ?? item;
  const holds = (items: readonly Item[]) => items.some((item) => byLead.has(item.lead));
  rewrite<Pages>(client, ["work", "list"], (pages) =>
    pages.pages.some((page) => holds(page.items))
      ? { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(swap) })) }
      : pages,
  );
  rewrite<AccountDetail>(client, ["work", "account"], (detail) =>
    holds(detail.items) ? { ...detail, items: detail.items.map(swap) } : detail,
  );
  rewrite<Item>(client, ["work", "item"], swap);
}

/** Has lists read anew when they are next shown; the one in view stays as it is, so that no row moves. */
export function outdateLists(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["work", "list"], refetchType: "none" });
  void client.invalidateQueries({ queryKey: ["work", "account"], refetchType: "none" });
}

/** Lets go of all that is kept of a lead that was deleted, who it was included; lists close the gap. */
export function forgetLead(client: QueryClient, lead: string): void {
  const left = (items: Item[]) => items.filter((item) => item.lead !== lead);
  rewrite<Pages>(client, ["work", "list"], (pages) =>
    pages.pages.some((page) => page.items.some((item) => item.lead === lead))
      ? {
          ...pages,
          pages: pages.pages.map((page) => ({
            ...page,
            items: left(page.items),
            total: Math.max(0, page.total - 1),
          })),
        }
      : pages,
  );
  rewrite<AccountDetail>(client, ["work", "account"], (detail) => {
    const items = left(detail.items);
    return items.length === detail.items.length ? detail : { ...detail, items };
  });
  // A page that shows it now is to say that it is gone, for which the answer alone stays.
  for (const query of client.getQueryCache().findAll({ queryKey: workKeys.item(lead) })) {
    if (query.isActive()) query.setState({ ...query.state, data: undefined, dataUpdatedAt: 0 });
    else client.getQueryCache().remove(query);
  }
  for (const name of ["lead", "said", "score", "ledger", "change"]) client.removeQueries({ queryKey: [name, lead] });
  forgetPerson(lead);
}

/** The lead as it is known now: where several places keep it, as the newest of them has it. */
export function findItem(client: QueryClient, lead: string): Item | undefined {
  const kept = [
    client.getQueryData<Item>(workKeys.item(lead)),
    ...client
      .getQueriesData<Pages>({ queryKey: ["work", "list"] })
      .flatMap(([, pages]) => pages?.pages.flatMap((page) => page.items) ?? []),
    ...client
      .getQueriesData<AccountDetail>({ queryKey: ["work", "account"] })
      .flatMap(([, detail]) => detail?.items ?? []),
  ];
  let newest: Item | undefined;
  for (const item of kept) {
    if (item?.lead !== lead) continue;
    if (newest === undefined || item.version > newest.version) newest = item;
  }
  return newest;
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
