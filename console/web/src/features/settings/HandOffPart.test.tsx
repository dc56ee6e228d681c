// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Assignment, Session } from "@/api/types";
import { sessionQuery } from "@/shared/session/session";
import { HandOffPart } from "./HandOffPart";

const SESSION: Session = {
  user: {
    id: "user_1",
    name: "Ingrid",
    email: "ingrid@acme.example",
    role: "administrator",
    hasPassword: true,
    hasProvider: false,
  },
  permissions: ["self", "workspace:read", "work:assign", "work:read"],
  workspace: { id: "ws_1", name: "Acme", demo: false },
  version: "1",
};

let rules: Assignment;
let client: QueryClient;

beforeEach(() => {
  rules = { threshold: 85, mode: "none", regions: {}, members: [], waiting: 3, version: 7 };
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, SESSION);
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal("scrollTo", () => undefined);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string, options: RequestInit) => {
      if (path === "/v1/assignment" && options.method === "PUT") {
        if ((options.headers as Record<string, string>)["If-Match"] !== `"${rules.version}"`)
          return Promise.resolve(
            new Response(JSON.stringify({ type: "/problems/conflict", detail: "Somebody was faster." }), {
              status: 409,
              headers: { "Content-Type": "application/problem+json" },
            }),
          );
        rules = {
          ...(JSON.parse(options.body as string) as Assignment),
          waiting: rules.waiting,
          version: rules.version + 1,
        };
      }
      return Promise.resolve(
        new Response(JSON.stringify(path === "/v1/assignment" ? rules : { colleagues: [] }), {
          headers: { "Content-Type": "application/json" },
        }),
      );
    }),
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open() {
  const root = createRootRoute({ component: Outlet });
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path: "/", component: HandOffPart }),
    createRoute({ getParentRoute: () => root, path: "/work", component: () => <p>Elsewhere</p> }),
  ]);
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByRole("radio", { name: "In turn" });
  return router;
}

const inTurn = () => screen.getByRole<HTMLInputElement>("radio", { name: "In turn" });

async function readAnew(next: Assignment) {
  rules = next;
  await client.invalidateQueries({ queryKey: ["assignment"] });
}

it("keeps what was chosen while the rules are read anew beneath it", async () => {
  await open();
  fireEvent.click(inTurn());

  await readAnew({ ...rules, waiting: 4 });

  expect(await screen.findByRole("checkbox", { name: /4 free leads/ })).toBeDefined();
  expect(inTurn().checked).toBe(true);
  expect(screen.queryByText(/Somebody changed the rules/)).toBeNull();
});

it("tells that somebody changed the rules meanwhile, and shows theirs on demand", async () => {
  await open();
  fireEvent.click(inTurn());

  await readAnew({ ...rules, mode: "load" });

  expect(await screen.findByText(/Somebody changed the rules meanwhile/)).toBeDefined();
  expect(inTurn().checked).toBe(true);
  fireEvent.click(screen.getByRole("button", { name: "As it was" }));
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "To who has least" }).checked).toBe(true);
});

it("puts nothing in the place of rules that the reader has not heard of", async () => {
  await open();
  fireEvent.click(inTurn());
  rules = { ...rules, mode: "load", version: 8 };

  fireEvent.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("Somebody was faster.")).toBeDefined();
  expect(await screen.findByText(/Somebody changed the rules meanwhile/)).toBeDefined();
  expect(rules.mode).toBe("load");
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(rules.mode).toBe("round-robin"));
});

it("follows the rules while nothing is changed, and begins anew with what was saved", async () => {
  await open();
  await readAnew({ ...rules, mode: "load" });
  await vi.waitFor(() =>
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "To who has least" }).checked).toBe(true),
  );

  fireEvent.click(inTurn());
  fireEvent.click(screen.getByRole("button", { name: "Save" }));

  await vi.waitFor(() => expect(screen.queryByRole("button", { name: "As it was" })).toBeNull());
  expect(rules.mode).toBe("round-robin");
  expect(inTurn().checked).toBe(true);
});

it("asks before one leaves what is not saved", async () => {
  const router = await open();
  fireEvent.click(inTurn());

  act(() => void router.navigate({ to: "/work" }));
  fireEvent.click(await screen.findByRole("button", { name: "Stay" }));
  expect(inTurn().checked).toBe(true);

  act(() => void router.navigate({ to: "/work" }));
  fireEvent.click(await screen.findByRole("button", { name: "Leave" }));
  expect(await screen.findByText("Elsewhere")).toBeDefined();
});
