import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { lastStepsQuery } from "./api";

afterEach(() => vi.unstubAllGlobals());

it("reads the last steps of a lead anew when it changed or was scored, and shows those of before until then", async () => {
  let asked = 0;
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.resolve(new Response(JSON.stringify({ entries: [{ entry: ++asked }] })))),
  );
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const item = { lead: "lead_a", revision: 1, scoredAt: "2026-11-21T09:00:00Z" };
  const observer = new QueryObserver(client, lastStepsQuery(item));
  const end = observer.subscribe(() => {});
  const newest = () => observer.getCurrentResult().data?.entries[0]?.entry;
  await vi.waitFor(() => expect(newest()).toBe(1));

  observer.setOptions(lastStepsQuery({ ...item, revision: 2 }));
  expect(newest()).toBe(1);
  await vi.waitFor(() => expect(newest()).toBe(2));

  observer.setOptions(lastStepsQuery({ ...item, revision: 2, scoredAt: "2026-11-21T09:00:01Z" }));
  await vi.waitFor(() => expect(newest()).toBe(3));

  observer.setOptions(lastStepsQuery({ ...item, lead: "lead_b" }));
  expect(newest()).toBeUndefined();
  end();
});
