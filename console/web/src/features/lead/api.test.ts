import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import type { Said } from "@/api/types";
import { saidQuery } from "./api";

afterEach(() => vi.unstubAllGlobals());

it("keeps what was said while it is read anew, of the same lead and of no other", () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(() => new Promise(() => {})),
  );
  const client = new QueryClient();
  const said: Said[] = [
    { number: 1, at: "2026-11-21T09:00:00Z", by: "user_1", status: "contacted", note: "Call in May" },
  ];
  client.setQueryData(saidQuery("lead_a", 1).queryKey, said);
  const observer = new QueryObserver(client, saidQuery("lead_a", 1));
  const end = observer.subscribe(() => {});

  observer.setOptions(saidQuery("lead_a", 2));
  expect(observer.getCurrentResult().data).toEqual(said);
  observer.setOptions(saidQuery("lead_b", 1));
  expect(observer.getCurrentResult().data).toBeUndefined();
  end();
});
