import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Account, AccountPage } from "@/api/types";
import { useLive } from "@/shared/live/live";
import { inTurns } from "@/shared/work/turns";
import { accountAlone, accountsKey, page, type Listed } from "./api";

/** A change tells its lead and not its company, so all rows are looked at: seldom enough to be cheap. */
const GATHER_MS = 3000;
const GLOW_MS = 1700;
const NONE: ReadonlySet<string> = new Set();

/**
 * Keeps the accounts fresh without moving them: what is known of them changes in place, accounts that would come in
 * between are counted and wait until the reader asks for them.
 */
export function useLiveAccounts({ q, sort }: Listed, rows: readonly Account[]) {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(NONE);
  const [fresh, setFresh] = useState(NONE);
  const known = useRef<ReadonlyMap<string, Account>>(new Map());
  useEffect(() => {
    known.current = new Map(rows.map((account) => [account.company, account]));
  }, [rows]);
  const shown = useRef("");
  useEffect(() => {
    shown.current = `${q} ${sort}`;
    setWaiting(NONE);
    setFresh(NONE);
  }, [q, sort]);

  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const look = useCallback(async () => {
    timer.current = undefined;
    const queryKey = accountsKey({ q, sort });
    const pages = client.getQueryData<InfiniteData<AccountPage>>(queryKey)?.pages.length ?? 0;
    const found = new Map<string, Account>();
    try {
      let after: string | undefined = "";
      for (let number = 0; number < pages && after !== undefined; number++) {
        const part: AccountPage = await page({ q, sort }, after);
        for (const account of part.accounts) found.set(account.company, account);
        after = part.next;
      }
    } catch {
      return; // The rows stay; the next change looks again.
    }
    if (shown.current !== `${q} ${sort}`) return;
    setWaiting(new Set([...found.keys()].filter((company) => !known.current.has(company))));

    // A row that has left these pages keeps its place here, if there still is such an account.
    const left = [...known.current.keys()].filter((company) => !found.has(company));
    const gone = new Set<string>();
    (await inTurns(left, accountAlone)).forEach((one, at) => {
      const company = left[at] ?? "";
      if (one.status === "rejected") return;
      if (one.value) found.set(company, one.value);
      else gone.add(company);
    });
    const different = new Set(
      [...known.current.values()]
        .filter((before) => {
          const now = found.get(before.company);
          return now !== undefined && JSON.stringify(now) !== JSON.stringify(before);
        })
        .map((account) => account.company),
    );
    if (different.size === 0 && gone.size === 0) return;
    client.setQueryData<InfiniteData<AccountPage, string>>(
      queryKey,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((part) => ({
            ...part,
            accounts: part.accounts
              .filter((account) => !gone.has(account.company))
              .map((account) => found.get(account.company) ?? account),
          })),
        },
    );
    setFresh(different);
    setTimeout(() => setFresh((now) => (now === different ? NONE : now)), GLOW_MS);
  }, [client, q, sort]);

  // A change is looked at in the list that is shown then, not in the one that was shown when it came.
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const onReload = useCallback(async () => {
    setWaiting(NONE);
    await client.resetQueries({ queryKey: accountsKey({ q, sort }), exact: true });
  }, [client, q, sort]);

  useLive({
    work: () => {
      timer.current ??= setTimeout(() => void latest.current(), GATHER_MS);
    },
    model: () => void onReload(),
    again: () => void client.refetchQueries({ queryKey: accountsKey({ q, sort }), exact: true }),
  });

  return { waiting: waiting.size, fresh, onReload };
}
