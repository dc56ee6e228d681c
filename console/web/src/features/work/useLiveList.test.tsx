// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useInfiniteQuery } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import { useMemo, type ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Item } from "@/api/types";
import { listQuery } from "./api";
import { useLiveList } from "./useLiveList";

type Told = { work?: (event: { leads: string[]; at: string }) => void; again?: () => void };
const { live } = vi.hoisted((): { live: { current: Told } } => ({ live: { current: {} } }));
vi.mock("@/shared/live/live", () => ({
  useLive: (listener: Told) => {
    live.current = listener;
  },
}));

const PER_PAGE = 100;

/** The leads of the server, in the order of the list; what is asked of it, and whom it cannot answer for. */
let server: Map<string, Item>;
let order: string[];
let asked: string[];
let failing: Set<string>;

function item(lead: string, score = 50): Item {
  return {
    lead,
    revision: 1,
    version: 0,
    score,
    sure: true,
    reasons: [],
    model: "model_1",
    rules: false,
    values: {},
    sources: [],
    createdAt: "2026-10-01T00:00:00Z",
    changedAt: "2026-11-20T00:00:00Z",
    status: "new",
  };
}

const answer = (body: object, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": status === 200 ? "application/json" : "application/problem+json" },
  });

beforeEach(() => {
  order = Array.from({ length: 300 }, (_, number) => `lead_${number}`);
  server = new Map(order.map((lead) => [lead, item(lead)]));
  asked = [];
  failing = new Set();
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string) => {
      asked.push(path);
      const url = new URL(path, "http://localhost");
      if (url.pathname === "/v1/work") {
        const start = Number(url.searchParams.get("after") ?? 0);
        const items = order.slice(start, start + PER_PAGE).flatMap((lead) => server.get(lead) ?? []);
        const next = start + PER_PAGE < order.length ? { next: String(start + PER_PAGE) } : {};
        return Promise.resolve(answer({ items, total: order.length, ...next }));
      }
      const lead = url.pathname.split("/").pop() ?? "";
      const found = server.get(lead);
      if (failing.has(lead)) return Promise.resolve(answer({ type: "/problems/unexpected", detail: "No." }, 500));
      if (!found) return Promise.resolve(answer({ type: "/problems/not-found", detail: "No such lead." }, 404));
      return Promise.resolve(answer(found));
    }),
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(pages = 1) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(
    () => {
      const list = useInfiniteQuery(listQuery("sort=score"));
      const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
      return { rows, list, live: useLiveList("sort=score", rows) };
    },
    { wrapper },
  );
  for (let page = 1; page <= pages; page++) {
    await vi.waitFor(() => expect(result.current.rows).toHaveLength(page * PER_PAGE));
    if (page < pages) await act(() => result.current.list.fetchNextPage());
  }
  asked.length = 0;
  return {
    score: (lead: string) => result.current.rows.find((row) => row.lead === lead)?.score,
    leads: () => result.current.rows.map((row) => row.lead),
    waiting: () => result.current.live.waiting,
  };
}

const tell = (...leads: string[]) =>
  act(() => {
    live.current.work?.({ leads, at: "2026-11-24T12:00:00Z" });
  });
const soon = (check: () => void) => vi.waitFor(check, { timeout: 3000 });

it("takes the row of a deleted lead away, and shows what changed of the others", async () => {
  const list = await open();
  server.delete("lead_1");
  server.set("lead_2", item("lead_2", 77));

  tell("lead_1", "lead_2");

  await soon(() => expect(list.score("lead_2")).toBe(77));
  expect(list.leads()).toHaveLength(99);
  expect(list.leads()).not.toContain("lead_1");
});

it("reads again at the next change what could not be read", async () => {
  const list = await open();
  server.set("lead_1", item("lead_1", 66));
  server.set("lead_2", item("lead_2", 77));
  server.set("lead_3", item("lead_3", 88));
  failing.add("lead_1");
  tell("lead_1", "lead_2");
  await soon(() => expect(list.score("lead_2")).toBe(77));
  expect(list.score("lead_1")).toBe(50);
  failing.clear();

  tell("lead_3");

  await soon(() => expect(list.score("lead_3")).toBe(88));
  expect(list.score("lead_1")).toBe(66);
});

it("shows all of many changes, also where a lead has left the list", async () => {
  const list = await open(2);
  const changed = order.slice(100, 150);
  for (const lead of changed) server.set(lead, item(lead, 91));
  order = order.filter((lead) => lead !== "lead_149");

  tell(...changed);

  await soon(() => expect(changed.map(list.score)).toEqual(changed.map(() => 91)));
  expect(asked.length).toBeLessThan(10);
});

it("reads all loaded pages anew when changes may have been missed", async () => {
  const list = await open(2);
  server.set("lead_150", item("lead_150", 91));

  act(() => {
    live.current.again?.();
  });

  await soon(() => expect(list.score("lead_150")).toBe(91));
  expect(asked.filter((path) => path.startsWith("/v1/work?"))).toHaveLength(2);
});

it("counts as new what a change named, not what was merely not loaded", async () => {
  const list = await open();
  // Two rows left the list, so that two others moved up to its first page.
  order = ["lead_new", ...order.slice(2)];
  server.set("lead_new", item("lead_new", 99));

  tell("lead_new", "lead_250");

  await soon(() => expect(list.waiting()).toBe(1));
});
