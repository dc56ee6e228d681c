import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Item, LedgerPage, SavedView, Source, WorkCounts, WorkPage } from "@/api/types";
import { get } from "@/shared/http/client";
import { workKeys } from "@/shared/work/items";

export const PAGE = 100;

export const listQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: workKeys.list(query),
    queryFn: ({ pageParam, signal }) => page(query, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    // Changes come by the stream; a list that jumps by itself would lose the reader's place.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

export function page(query: string, after: string, signal?: AbortSignal): Promise<WorkPage> {
  const parameters = new URLSearchParams(query);
  parameters.set("limit", String(PAGE));
  if (after !== "") parameters.set("after", after);
  return get<WorkPage>("/v1/work", { query: parameters, ...(signal ? { signal } : {}) });
}

export const countsQuery = (query: string) =>
  queryOptions({
    queryKey: workKeys.counts(query),
    queryFn: ({ signal }) => get<WorkCounts>("/v1/work/counts", { query: new URLSearchParams(query), signal }),
    placeholderData: keepPreviousData,
  });

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => get<{ views: SavedView[] }>("/v1/views", { signal }),
  select: (found) => [...found.views].sort((a, b) => a.position - b.position),
  staleTime: 60_000,
});

export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => get<{ sources: Source[] }>("/v1/sources", { signal }),
  staleTime: 60_000,
});

/** The newest steps of a score, read anew when the lead changed or was scored since. */
export const lastStepsQuery = ({ lead, revision, scoredAt }: Pick<Item, "lead" | "revision" | "scoredAt">) =>
  queryOptions({
    queryKey: ["ledger", lead, "last", revision, scoredAt ?? ""],
    queryFn: ({ signal }) =>
      get<LedgerPage>(`/v1/leads/${encodeURIComponent(lead)}/ledger`, { query: { limit: 4 }, signal }),
    // Those until now stay while they are read anew, of this lead and of no other.
    placeholderData: (before, query) => (query?.queryKey[1] === lead ? before : undefined),
  });
