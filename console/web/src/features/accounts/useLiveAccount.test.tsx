// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useLiveAccount } from "./useLiveAccount";

type Told = {
  work?: (event: { leads: string[]; at: string }) => void;
  model?: (event: { model: string; rules: boolean }) => void;
  again?: () => void;
};
const { live } = vi.hoisted((): { live: { current: Told } } => ({ live: { current: {} } }));
vi.mock("@/shared/live/live", () => ({
  useLive: (listener: Told) => {
    live.current = listener;
  },
}));

let leads: string[];
let asked: number;

beforeEach(() => {
  leads = ["lead_a"];
  asked = 0;
  vi.useFakeTimers();
  vi.stubGlobal(
    "fetch",
    vi.fn(() => {
      asked++;
      const detail = { account: { company: "acme.example" }, items: leads.map((lead) => ({ lead })) };
      return Promise.resolve(new Response(JSON.stringify(detail)));
    }),
  );
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const tell = (lead: string) => act(() => live.current.work?.({ leads: [lead], at: "2026-11-24T12:00:00Z" }));

async function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useLiveAccount("acme.example"), { wrapper });
  await pass(0);
  return () => result.current.data?.items.map((item) => item.lead);
}

it("shows a lead that is new to the company", async () => {
  const shown = await open();
  leads = ["lead_a", "lead_b"];

  tell("lead_b");
  await pass(5000);

  expect(shown()).toEqual(["lead_a", "lead_b"]);
});

it("is read anew at once where its own leads change, and seldom for those of others", async () => {
  await open();

  for (let times = 0; times < 10; times++) {
    tell(`lead_of_another_${times}`);
    await pass(100);
  }
  await pass(20_000);
  expect(asked).toBe(3);

  tell("lead_a");
  await pass(0);
  expect(asked).toBe(4);
});

it("is read anew when another model counts, and when changes may have been missed", async () => {
  await open();

  act(() => live.current.model?.({ model: "model_2", rules: false }));
  await pass(0);
  expect(asked).toBe(2);

  act(() => live.current.again?.());
  await pass(0);
  expect(asked).toBe(3);
});
