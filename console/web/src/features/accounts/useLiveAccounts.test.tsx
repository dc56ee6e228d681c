// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useInfiniteQuery } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import { useMemo, type ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "@/api/types";
import { accountsQuery } from "./api";
import { useLiveAccounts } from "./useLiveAccounts";

type Told = { work?: (event: { leads: string[]; at: string }) => void };
const { live } = vi.hoisted((): { live: { current: Told } } => ({ live: { current: {} } }));
vi.mock("@/shared/live/live", () => ({
  useLive: (listener: Told) => {
    live.current = listener;
  },
}));

const LISTED = { q: "", sort: "score" };
const PER_PAGE = 2;

/** The accounts of the server, in the order of the list. */
let order: Account[];

const account = (company: string, score: number): Account => ({
  company,
  leads: 1,
  best: { lead: `lead_${company}`, score },
  won: 0,
  lost: 0,
  open: 1,
  lastChangedAt: "2026-11-20T00:00:00Z",
  trend: [],
});

beforeEach(() => {
  vi.useFakeTimers();
  order = [account("a", 90), account("b", 80), account("c", 70), account("d", 60), account("e", 50)];
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string) => {
      const { searchParams } = new URL(path, "http://localhost");
      const named = searchParams.get("q") ?? "";
      const start = Number(searchParams.get("after") ?? 0);
      const fitting = order.filter((one) => one.company.startsWith(named));
      const next = start + PER_PAGE < fitting.length ? { next: String(start + PER_PAGE) } : {};
      return Promise.resolve(
        new Response(JSON.stringify({ accounts: fitting.slice(start, start + PER_PAGE), ...next }), {
          headers: { "Content-Type": "application/json" },
        }),
      );
    }),
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(
    () => {
      const list = useInfiniteQuery(accountsQuery(LISTED));
      const rows = useMemo(() => list.data?.pages.flatMap((page) => page.accounts) ?? [], [list.data]);
      return { rows, list, live: useLiveAccounts(LISTED, rows) };
    },
    { wrapper },
  );
  const settle = () => act(() => vi.advanceTimersByTimeAsync(3001));
  await settle();
  await act(() => result.current.list.fetchNextPage());
  await settle();
  const change = async () => {
    act(() => live.current.work?.({ leads: ["lead_of_somebody"], at: "2026-11-20T00:00:00Z" }));
    await settle();
  };
  return { result, change };
}

const shown = (rows: readonly Account[]) => rows.map((row) => `${row.company} ${row.best?.score}`).join(", ");

it("changes rows in place, also one that has fallen behind what is loaded", async () => {
  const { result, change } = await open();
  expect(shown(result.current.rows)).toBe("a 90, b 80, c 70, d 60");

  order = [account("a", 90), account("c", 75), account("d", 60), account("e", 50), account("b", 10)];
  await change();

  expect(shown(result.current.rows)).toBe("a 90, b 10, c 75, d 60");
  expect([...result.current.live.fresh].sort()).toEqual(["b", "c"]);
});

it("counts accounts that would come in between, and shows them when asked", async () => {
  const { result, change } = await open();

  order = [account("new", 99), ...order];
  await change();

  expect(shown(result.current.rows)).toBe("a 90, b 80, c 70, d 60");
  expect(result.current.live.waiting).toBe(1);
  await act(() => result.current.live.onReload());
  expect(shown(result.current.rows)).toBe("new 99, a 90");
  expect(result.current.live.waiting).toBe(0);
});

it("lets go of an account of which there are no leads any more", async () => {
  const { result, change } = await open();

  order = order.filter((one) => one.company !== "b");
  await change();

  expect(shown(result.current.rows)).toBe("a 90, c 70, d 60");
});
