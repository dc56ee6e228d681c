// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useOverview } from "./api";

vi.mock("@/shared/live/live", () => ({ useLive: () => undefined }));

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

async function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  renderHook(() => useOverview(30), { wrapper });
  await act(() => vi.advanceTimersByTimeAsync(0));
}

it("asks for days of the reader's calendar", async () => {
  await open();

  expect(asked[0]?.searchParams.get("days")).toBe("30");
  expect(asked[0]?.searchParams.get("zone")).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
});
