import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { Account, AccountPage } from "@/api/types";
import type { Rows } from "@/shared/charts/csv";
import { get } from "@/shared/http/client";

/** Which accounts are listed: those whose domain begins so, in this order. */
export type Listed = { q: string; sort: string };

export const USUAL_SORT = "score";
/** As many as the server gives at once. */
const MOST = 200;

export const accountsKey = ({ q, sort }: Listed) => ["accounts", q, sort] as const;

export function page({ q, sort }: Listed, after: string, signal?: AbortSignal): Promise<AccountPage> {
  return get<AccountPage>("/v1/accounts", {
    query: { q, sort, limit: 100, after },
    ...(signal ? { signal } : {}),
  });
}

export const accountsQuery = (listed: Listed) =>
  infiniteQueryOptions({
    queryKey: accountsKey(listed),
    queryFn: ({ pageParam, signal }) => page(listed, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    // Changes come by the stream; a list that jumps by itself would lose the reader's place.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

/** One account without its leads. Of the domains that begin like this one, it is the first by the alphabet. */
export async function accountAlone(company: string): Promise<Account | undefined> {
  const { accounts } = await get<AccountPage>("/v1/accounts", { query: { q: company, sort: "name", limit: 1 } });
  return accounts.find((account) => account.company === company);
}

/** All accounts of a list, also those that are not loaded yet. */
export async function allAccounts({ q, sort }: Listed): Promise<Account[]> {
  const all: Account[] = [];
  let after: string | undefined = "";
  do {
    const part: AccountPage = await get<AccountPage>("/v1/accounts", { query: { q, sort, limit: MOST, after } });
    all.push(...part.accounts);
    after = part.next;
  } while (after !== undefined);
  return all;
}

/** How much the best score changed within the days of the line; absent before there are two of them. */
export function changeOf({ trend }: Account): number | undefined {
  const first = trend[0];
  const last = trend.at(-1);
  return trend.length < 2 || !first || !last ? undefined : last.best - first.best;
}

/** The list as a table, with the line day by day. */
export function tableOf(accounts: readonly Account[]): Rows {
  const days = [...new Set(accounts.flatMap((account) => account.trend.map((point) => point.day)))].sort();
  return {
    titles: [
      "Company",
      "Best score",
      "Mean score",
      "Fit",
      "Leads",
      "Open",
      "Won",
      "Lost",
      "Last change",
      ...days.map((day) => `Best score on ${day}`),
    ],
    rows: accounts.map((account) => [
      account.company,
      account.best?.score ?? "",
      account.meanScore ?? "",
      account.fit ?? "",
      account.leads,
      account.open,
      account.won,
      account.lost,
      account.lastChangedAt,
      ...days.map((day) => account.trend.find((point) => point.day === day)?.best ?? ""),
    ]),
  };
}
