// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useOverview } from "./api";

type Told = { work?: (event: { leads: string[]; at: string }) => void };
const { live } = vi.hoisted((): { live: { current: Told } } => ({ live: { current: {} } }));
vi.mock("@/shared/live/live", () => ({
  useLive: (listener: Told) => {
    live.current = listener;
  },
}));

let asked: URL[];

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string) => {
      asked.push(new URL(path, "http://localhost"));
      return Promise.resolve(new Response(JSON.stringify({ asOf: `answer ${asked.length}` })));
    }),
  );
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

async function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useOverview(30), { wrapper });
  await pass(0);
  return () => result.current.data?.asOf;
}

function tell() {
  act(() => live.current.work?.({ leads: ["lead_1"], at: "2026-11-24T12:00:00Z" }));
}

it("asks for days of the reader's calendar", async () => {
  await open();

  expect(asked[0]?.searchParams.get("days")).toBe("30");
  expect(asked[0]?.searchParams.get("zone")).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
});

it("is read anew when leads change, and at most every few seconds", async () => {
  const shown = await open();

  tell();
  await pass(0);
  expect(shown()).toBe("answer 2");
  for (let times = 0; times < 20; times++) {
    tell();
    await pass(100);
  }
  expect(shown()).toBe("answer 2");
  await pass(5000);
  expect(shown()).toBe("answer 3");
  await pass(20_000);
  expect(shown()).toBe("answer 3");
});
