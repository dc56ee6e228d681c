// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import type { FunctionComponent } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ApiKey, Session, Source, User, Workspace } from "@/api/types";
import { sessionQuery } from "@/shared/session/session";
import { HandOffPart } from "./HandOffPart";
import { KeysPart } from "./KeysPart";
import { SourcesPart } from "./SourcesPart";
import { UsersPart } from "./UsersPart";
import { WorkspacePart } from "./WorkspacePart";

/** What is loaded stays, and what was typed in it, while it cannot be read anew. */

// Told at once, so that whatever an act brings about is shown when it is over.
notifyManager.setScheduler(queueMicrotask);

const AT = "2026-11-24T08:00:00Z";
const USER: User = {
  id: "user_1",
  name: "Ingrid",
  email: "ingrid@acme.example",
  role: "administrator",
  status: "active",
  hasProvider: false,
  createdAt: AT,
};
const SESSION: Session = {
  user: { ...USER, hasPassword: true },
  permissions: ["self", "workspace:read", "workspace:write", "work:assign", "users:read", "keys:read", "sources:read"],
  workspace: { id: "ws_1", name: "Acme", demo: false },
  version: "1",
};
const WORKSPACE: Workspace = {
  id: "ws_1",
  name: "Acme",
  demo: false,
  createdAt: AT,
  thresholds: { a: 80, b: 50, c: 20 },
  currency: "EUR",
  horizonDays: 90,
  version: 1,
};
const KEY: ApiKey = {
  id: "key_1",
  name: "Web site",
  lastFour: "abcd",
  permissions: ["leads:write"],
  createdBy: "user_1",
  createdAt: AT,
  expiresAt: AT,
};
const SOURCE: Source = {
  id: "source_1",
  name: "Web form",
  createdAt: AT,
  leads: 3,
  received24h: 0,
  refused24h: 0,
};
const ANSWERS: Record<string, unknown> = {
  "/v1/workspace": WORKSPACE,
  "/v1/assignment": { threshold: 85, mode: "none", regions: {}, members: [], waiting: 3, version: 7 },
  "/v1/colleagues": { colleagues: [] },
  "/v1/users": { users: [USER] },
  "/v1/keys": { keys: [KEY] },
  "/v1/sources": { sources: [SOURCE] },
  "/v1/sign-in": { local: true },
};

let client: QueryClient;
let answers: boolean;

beforeEach(() => {
  answers = true;
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, SESSION);
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal("scrollTo", () => undefined);
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string) =>
      Promise.resolve(
        answers ? new Response(JSON.stringify(ANSWERS[path] ?? {})) : new Response(null, { status: 500 }),
      ),
    ),
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(content: FunctionComponent): void {
  const root = createRootRoute({ component: Outlet });
  const routeTree = root.addChildren([createRoute({ getParentRoute: () => root, path: "/", component: content })]);
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

async function readAnewInVain(): Promise<void> {
  answers = false;
  await act(() => client.refetchQueries({ predicate: (query) => query.queryKey[0] !== "session" }));
  expect(
    client
      .getQueryCache()
      .findAll({ type: "active" })
      .filter(({ state }) => state.error),
  ).not.toEqual([]);
}

it("keeps a name that was typed", async () => {
  open(WorkspacePart);
  fireEvent.change(await screen.findByRole("textbox", { name: "Name" }), { target: { value: "Another" } });

  await readAnewInVain();

  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Name" }).value).toBe("Another");
});

it("keeps a choice among rules", async () => {
  open(HandOffPart);
  fireEvent.click(await screen.findByRole("radio", { name: "In turn" }));

  await readAnewInVain();

  expect(screen.getByRole<HTMLInputElement>("radio", { name: "In turn" }).checked).toBe(true);
});

it.each<[string, FunctionComponent, string]>([
  ["users", UsersPart, "ingrid@acme.example"],
  ["keys", KeysPart, "Web site"],
  ["sources", SourcesPart, "Web form"],
])("keeps the %s", async (_, content, words) => {
  open(content);
  await screen.findByText(words);

  await readAnewInVain();

  expect(screen.getByText(words)).toBeDefined();
  expect(screen.queryByText(/could not be loaded/)).toBeNull();
});

it("says what could not be loaded at all", async () => {
  answers = false;

  open(KeysPart);

  expect(await screen.findByText("The keys could not be loaded")).toBeDefined();
});
