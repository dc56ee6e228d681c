// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Item, Session } from "@/api/types";
import { sessionQuery } from "@/shared/session/session";
import { dismiss, useToasts } from "@/shared/ui/toasts";
import { useActs } from "./acts";

const SESSION: Session = {
  user: {
    id: "user_1",
    name: "Ingrid",
    email: "ingrid@acme.example",
    role: "representative",
    hasPassword: true,
    hasProvider: false,
  },
  permissions: ["self", "work:read", "work:write"],
  workspace: { id: "ws_1", name: "Acme", demo: false },
  version: "1",
};

const COLLEAGUE = { id: "user_2", name: "Bea" };

function items(many: number): Item[] {
  return Array.from({ length: many }, (_, number) => ({
    lead: `lead_${number}`,
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
  }));
}

type Sent = { path: string; leads: string[] };
let sent: Sent[];
let bulk: (leads: string[]) => { status?: number; body: object };

beforeEach(() => {
  sent = [];
  bulk = (leads) => ({
    body: {
      changed: leads.length,
      items: items(1000)
        .filter((item) => leads.includes(item.lead))
        .map((item) => ({ ...item, version: 1, status: "claimed", owner: "user_1" })),
      refused: [],
    },
  });
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string, options: RequestInit) => {
      if (path === "/v1/colleagues") return Promise.resolve(Response.json({ colleagues: [COLLEAGUE] }));
      const { leads = [] } = JSON.parse((options.body as string | undefined) ?? "{}") as { leads?: string[] };
      sent.push({ path, leads });
      const found = items(1000).find((item) => path === `/v1/work/${item.lead}`);
      const { status = 200, body } = path === "/v1/work/bulk" ? bulk(leads) : { body: found ?? {} };
      const type = status === 200 ? "application/json" : "application/problem+json";
      return Promise.resolve(new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } }));
    }),
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open() {
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, SESSION);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => ({ acts: useActs(), toasts: useToasts() }), { wrapper });
  for (const one of result.current.toasts) dismiss(one.id);
  return result;
}

const problem = (status: number, detail: string, errors: object[] = []) => ({
  status,
  body: { type: "https://prox.dev/problems/invalid-request", title: "No", status, detail, errors },
});

it("sends no more at once than the server takes", async () => {
  const page = open();

  page.current.acts.claim(items(450));

  await vi.waitFor(() => expect(page.current.toasts.at(-1)?.words).toBe("You claimed 450 leads"));
  expect(sent.map(({ leads }) => leads.length)).toEqual([200, 200, 50]);
});

it("says which fields were refused, and once that nothing was changed", async () => {
  bulk = () => problem(400, "Nothing was changed.", [{ pointer: "#/note", detail: "is longer than 500 characters" }]);
  const page = open();

  page.current.acts.mark(items(2), "contacted");

  await vi.waitFor(() =>
    expect(page.current.toasts.at(-1)?.words).toBe("Nothing was changed. The note is longer than 500 characters."),
  );
});

it("says what was not reached, and offers to undo the rest", async () => {
  const takes = bulk;
  bulk = (leads) => (leads.includes("lead_0") ? takes(leads) : problem(503, "ProX is starting."));
  const page = open();

  page.current.acts.claim(items(230));

  await vi.waitFor(() =>
    expect(page.current.toasts.at(-1)).toMatchObject({
      words: "You claimed 200 leads. 30 were not reached: ProX is starting.",
      kind: "failed",
    }),
  );
  expect(page.current.toasts.at(-1)?.undo).toBeDefined();
});

it("reads back all that were refused", async () => {
  bulk = (leads) => ({
    body: { changed: 0, items: [], refused: leads.map((lead) => ({ lead, detail: "It belongs to user_2." })) },
  });
  const page = open();

  page.current.acts.claim(items(70));

  await vi.waitFor(() => expect(sent.filter(({ path }) => path !== "/v1/work/bulk")).toHaveLength(70));
  expect(page.current.toasts.at(-1)?.words).toBe("Nothing was changed. 70 were refused: It belongs to Bea.");
});
