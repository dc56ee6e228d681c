import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  AccountDetail,
  ActivitiesPage,
  Engagement,
  Item,
  Lead,
  LeadScore,
  LedgerPage,
  Said,
  ScoreChange,
} from "@/api/types";
import { get, put, remove } from "@/shared/http/client";
import { workKeys } from "@/shared/work/items";

const path = (lead: string, rest = "") => `/v1/leads/${encodeURIComponent(lead)}${rest}`;

export const itemQuery = (lead: string) =>
  queryOptions({
    queryKey: workKeys.item(lead),
    queryFn: ({ signal }) => get<Item>(`/v1/work/${encodeURIComponent(lead)}`, { signal }),
  });

/** What people said of it. Each reading is audited, so it is read anew when the lead changed, and not before. */
export const saidQuery = (lead: string, version: number) =>
  queryOptions({
    queryKey: ["said", lead, version],
    queryFn: async ({ signal }) =>
      (await get<{ feedback: Said[] }>(`/v1/work/${encodeURIComponent(lead)}/feedback`, { signal })).feedback,
    staleTime: Infinity,
    // What was said until now stays while it is read anew, of this lead and of no other.
    placeholderData: (before, query) => (query?.queryKey[1] === lead ? before : undefined),
  });

export const leadQuery = (lead: string) =>
  queryOptions({
    queryKey: ["lead", lead],
    queryFn: ({ signal }) => get<Lead>(path(lead), { signal }),
  });

export const scoreQuery = (lead: string) =>
  queryOptions({
    queryKey: ["score", lead],
    queryFn: ({ signal }) => get<LeadScore>(path(lead, "/score"), { signal }),
  });

export const entryQuery = (lead: string, entry: number) =>
  queryOptions({
    queryKey: ["score", lead, entry],
    queryFn: ({ signal }) => get<LeadScore>(path(lead, `/ledger/${entry}`), { signal }),
    staleTime: Infinity,
  });

/** Since when a change is told: days, or the first score. */
export type Since = "1d" | "7d" | "30d" | "first";

export const changeQuery = (lead: string, since: Since) =>
  queryOptions({
    queryKey: ["change", lead, since],
    queryFn: ({ signal }) => {
      const from = since === "first" ? new Date(0) : new Date(Date.now() - Number.parseInt(since) * 86_400_000);
      return get<ScoreChange>(path(lead, "/score/change"), { query: { from: from.toISOString() }, signal });
    },
    // What was told of another time stays until the answer is there, of this lead and of no other.
    placeholderData: (before, query) => (query?.queryKey[1] === lead ? before : undefined),
  });

export const ledgerQuery = (lead: string) =>
  infiniteQueryOptions({
    queryKey: ["ledger", lead],
    queryFn: ({ pageParam, signal }) =>
      get<LedgerPage>(path(lead, "/ledger"), { query: { limit: 50, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });

export const activitiesQuery = (lead: string) =>
  infiniteQueryOptions({
    queryKey: ["activities", lead],
    queryFn: ({ pageParam, signal }) =>
      get<ActivitiesPage>(path(lead, "/activities"), { query: { limit: 200, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });

const machine = (lead: string, activity: string) => path(lead, `/activities/${encodeURIComponent(activity)}/machine`);

/** Says who did something: `person`, or a kind of machine. */
export const sayWho = (lead: string, activity: string, kind: string) => put(machine(lead, activity), { kind });

export const leaveToRules = (lead: string, activity: string) => remove(machine(lead, activity));

export const engagementQuery = (lead: string) =>
  queryOptions({
    queryKey: ["engagement", lead],
    queryFn: ({ signal }) => get<Engagement>(path(lead, "/engagement"), { signal }),
  });

export const accountQuery = (company: string) =>
  queryOptions({
    queryKey: workKeys.account(company),
    queryFn: ({ signal }) => get<AccountDetail>(`/v1/accounts/${encodeURIComponent(company)}`, { signal }),
  });
