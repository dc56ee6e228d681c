// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SignInWays } from "@/api/types";
import { makeRouter } from "@/app/router";

const PROVIDER = { name: "Acme ID", path: "/v1/sign-in/provider" };

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal("scrollTo", () => undefined);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(search: string, ways: SignInWays): Promise<void> {
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string) =>
      Promise.resolve(
        path === "/v1/sign-in"
          ? new Response(JSON.stringify(ways), { headers: { "Content-Type": "application/json" } })
          : new Response(null, { status: 401 }),
      ),
    ),
  );
  window.history.replaceState({}, "", `/sign-in${search}`);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={makeRouter(client)} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByRole("heading", { name: "Sign in" });
}

it("offers the provider above the password, and comes back to where one was", async () => {
  await open("?next=%2Fwork%3Fgrade%3DA", { local: true, provider: PROVIDER });

  const link = await screen.findByRole("link", { name: "Continue with Acme ID" });

  expect(link.getAttribute("href")).toBe("/v1/sign-in/provider?next=%2Fwork%3Fgrade%3DA");
  expect(link.compareDocumentPosition(screen.getByLabelText("E-mail")) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(screen.getByRole("button", { name: "Sign in" })).toBeDefined();
});

it("comes back to no page elsewhere", async () => {
  await open("?next=https%3A%2F%2Fevil.example", { local: true, provider: PROVIDER });

  const link = await screen.findByRole("link", { name: "Continue with Acme ID" });

  expect(link.getAttribute("href")).toBe("/v1/sign-in/provider?next=%2F");
});

it("knows no provider where there is none", async () => {
  await open("", { local: true });

  expect(screen.queryByRole("link", { name: /Continue with/ })).toBeNull();
  expect(screen.getByLabelText("E-mail")).toBeDefined();
});

it("says in words why one was refused", async () => {
  await open("?error=not-invited", { local: true, provider: PROVIDER });

  expect((await screen.findByRole("alert")).textContent).toContain("Ask an administrator to invite you");
});

it.each(["<b>call+0800</b>", "constructor", "__proto__", "anything"])(
  "shows nothing of an address: %s",
  async (code) => {
    await open(`?error=${encodeURIComponent(code)}`, { local: true, provider: PROVIDER });

    expect((await screen.findByRole("alert")).textContent).toBe("The sign-in did not go well. Try again.");
  },
);
