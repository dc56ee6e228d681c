import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { Item, WorkPage } from "@/api/types";
import { findItem, forgetLead, newsOf, outdateLists, patchItems, workKeys } from "./items";

const NOW = Date.parse("2026-11-24T12:00:00Z");

function item(lead: string, more: Partial<Item> = {}): Item {
  return {
    lead,
    revision: 1,
    version: 0,
    sure: true,
    reasons: [],
    model: "model_1",
    rules: false,
    values: {},
    sources: [],
    createdAt: "2026-10-01T00:00:00Z",
    changedAt: "2026-11-20T00:00:00Z",
    status: "new",
    ...more,
  };
}

describe("what is new of a lead", () => {
  it("is that it came in, within a day of that", () => {
    expect(newsOf(item("a", { createdAt: "2026-11-24T03:00:00Z", score: 80, previousScore: 10 }), NOW).kind).toBe(
      "new",
    );
  });

  it("is how its score moved since yesterday", () => {
    expect(newsOf(item("a", { score: 80, previousScore: 68 }), NOW)).toMatchObject({ kind: "score", by: 12 });
  });

  it("is what somebody did with it", () => {
    expect(newsOf(item("a", { score: 80, previousScore: 80, statusAt: "2026-11-24T11:00:00Z" }), NOW).kind).toBe(
      "status",
    );
  });

  it("is nothing otherwise", () => {
    expect(newsOf(item("a", { score: 80, statusAt: "2026-11-01T11:00:00Z" }), NOW).kind).toBe("none");
  });
});

describe("what the page keeps of leads", () => {
  it("changes in all lists at once, and rows keep their place", () => {
    const client = new QueryClient();
    const list = (items: Item[]) => ({
      pages: [{ items, total: items.length, totalIsLowerBound: false } satisfies WorkPage],
      pageParams: [""],
    });
    client.setQueryData(workKeys.list("one"), list([item("a"), item("b"), item("c")]));
    client.setQueryData(workKeys.list("two"), list([item("b")]));

    patchItems(client, [item("b", { status: "contacted", score: 3 })]);

    const one = client.getQueryData<ReturnType<typeof list>>(workKeys.list("one"));
    expect(one?.pages[0]?.items.map((each) => [each.lead, each.status])).toEqual([
      ["a", "new"],
      ["b", "contacted"],
      ["c", "new"],
    ]);
    expect(client.getQueryData<ReturnType<typeof list>>(workKeys.list("two"))?.pages[0]?.items[0]?.status).toBe(
      "contacted",
    );
    expect(findItem(client, "b")?.status).toBe("contacted");
    expect(findItem(client, "c")?.status).toBe("new");
    expect(findItem(client, "d")).toBeUndefined();
  });

  it("does not make lists look newer than they are", () => {
    const client = new QueryClient();
    const list = (items: Item[]) => ({
      pages: [{ items, total: items.length, totalIsLowerBound: false } satisfies WorkPage],
      pageParams: [""],
    });
    client.setQueryData(workKeys.list("with"), list([item("a"), item("b")]), { updatedAt: 1000 });
    client.setQueryData(workKeys.list("without"), list([item("c")]), { updatedAt: 2000 });
    const age = (query: string) => client.getQueryState(workKeys.list(query))?.dataUpdatedAt;
    outdateLists(client);

    patchItems(client, [item("b", { status: "claimed" })]);

    expect([age("with"), age("without")]).toEqual([1000, 2000]);
    expect(client.getQueryState(workKeys.list("with"))?.isInvalidated).toBe(true);
    expect(client.getQueryState(workKeys.list("without"))?.isInvalidated).toBe(true);
    expect(client.getQueryData(workKeys.item("b"))).toBeUndefined();
  });

  it("is taken from whoever has the newest", () => {
    const client = new QueryClient();
    const list = (items: Item[]) => ({
      pages: [{ items, total: items.length, totalIsLowerBound: false } satisfies WorkPage],
      pageParams: [""],
    });
    client.setQueryData(workKeys.item("a"), item("a", { version: 1 }));
    client.setQueryData(workKeys.list("old"), list([item("a", { version: 2 }), item("b", { version: 4 })]));
    client.setQueryData(workKeys.list("new"), list([item("b", { version: 3 }), item("a", { version: 3 })]));

    expect(findItem(client, "a")?.version).toBe(3);
    expect(findItem(client, "b")?.version).toBe(4);
  });

  it("is gone from everywhere when a lead was deleted", () => {
    const client = new QueryClient();
    const list = (items: Item[]) => ({
      pages: [{ items, total: items.length, totalIsLowerBound: false } satisfies WorkPage],
      pageParams: [""],
    });
    client.setQueryData(workKeys.list("one"), list([item("a"), item("b")]), { updatedAt: 1000 });
    client.setQueryData(workKeys.item("a"), item("a"));
    for (const name of ["lead", "said", "score", "ledger", "change"]) client.setQueryData([name, "a"], {});

    forgetLead(client, "a");

    const one = client.getQueryData<ReturnType<typeof list>>(workKeys.list("one"));
    expect(one?.pages[0]).toMatchObject({ items: [{ lead: "b" }], total: 1 });
    expect(findItem(client, "a")).toBeUndefined();
    for (const name of ["lead", "said", "score", "ledger", "change"])
      expect(client.getQueryData([name, "a"])).toBeUndefined();
  });
});
