// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { viewOf, type Filters } from "./filters";
import { SaveView } from "./SaveView";

const OWN = { id: "view_1", name: "Hot", query: "grade=A", shared: false, mine: true, position: 1 };
const sent = vi.fn();

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
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
    vi.fn((path: string, request?: RequestInit) => {
      if (typeof request?.body === "string") sent(path, JSON.parse(request.body));
      return Promise.resolve(new Response("{}", { headers: { "Content-Type": "application/json" } }));
    }),
  );
});

afterEach(() => {
  cleanup();
  sent.mockReset();
  vi.unstubAllGlobals();
});

function open(filters: Filters, saved?: typeof OWN) {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SaveView
          current={saved && viewOf(saved)}
          changed={true}
          filters={filters}
          count={0}
          onOpen={() => undefined}
        />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

it("keeps all filters but what was searched for, and says so", async () => {
  open({ q: "lovelace", grade: "A", sort: "created" });

  fireEvent.click(screen.getByRole("button", { name: "Save as a view" }));
  expect(await screen.findByText(/What you searched for is not kept/)).toBeDefined();
  fireEvent.change(await screen.findByLabelText("Name"), { target: { value: "Best" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));

  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0]?.[1]).toMatchObject({ name: "Best", query: "grade=A&sort=created" });
});

it("says nothing of a search where there is none", async () => {
  open({ grade: "A" });

  fireEvent.click(screen.getByRole("button", { name: "Save as a view" }));

  expect(await screen.findByLabelText("Name")).toBeDefined();
  expect(screen.queryByText(/What you searched for/)).toBeNull();
});

it("keeps changes of a view without what was searched for", async () => {
  open({ q: "lovelace", grade: "B" }, OWN);

  fireEvent.click(screen.getByRole("button", { name: "Keep the changes" }));

  await waitFor(() => expect(sent).toHaveBeenCalled());
  expect(sent.mock.calls[0]).toMatchObject(["/v1/views/view_1", { query: "grade=B" }]);
});

it("offers to keep no change where only a search is new", () => {
  open({ q: "lovelace", grade: "A" }, OWN);

  expect(screen.queryByRole("button", { name: "Keep the changes" })).toBeNull();
});
