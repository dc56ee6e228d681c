// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Session } from "@/api/types";
import { sessionQuery } from "@/shared/session/session";
import { NamesFailed } from "./NamesFailed";
import { askAgain, forgetPerson, forgetPersons, nameOf, usePersons, type Of } from "./persons";

const SESSION: Session = {
  user: {
    id: "user_1",
    name: "Ingrid",
    email: "ingrid@acme.example",
    role: "representative",
    hasPassword: true,
    hasProvider: false,
  },
  permissions: ["self", "personal:read"],
  workspace: { id: "ws_1", name: "Acme", demo: false },
  version: "1",
};

/** What each asking asked for, and what is answered. */
let asked: string[];
let name: string | undefined;

beforeEach(() => {
  asked = [];
  name = "Ada King";
  vi.useFakeTimers();
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string) => {
      const leads = new URL(path, "http://localhost").searchParams.get("leads") ?? "";
      asked.push(leads);
      if (name === undefined) return Promise.resolve(new Response(null, { status: 500 }));
      const value = { text: name, source: "Web form", occurredAt: "", knownAt: "" };
      const persons = Object.fromEntries(leads.split(",").map((lead) => [lead, { fullName: value }]));
      return Promise.resolve(new Response(JSON.stringify({ persons })));
    }),
  );
});

afterEach(() => {
  cleanup();
  forgetPersons();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Names({ leads }: { leads: Of[] }) {
  const persons = usePersons(leads);
  return (
    <>
      <output>{leads.map(({ lead }) => nameOf(persons.get(lead)) ?? "–").join(", ")}</output>
      <NamesFailed leads={leads} />
    </>
  );
}

const client = new QueryClient();
client.setQueryData(sessionQuery.queryKey, SESSION);

const page = (leads: Of[]) => (
  <MantineProvider>
    <QueryClientProvider client={client}>
      <Names leads={leads} />
    </QueryClientProvider>
  </MantineProvider>
);

const pass = () => act(() => vi.advanceTimersByTimeAsync(1000));
const shown = () => screen.getByRole("status").textContent;

it("asks for all in view together, and once", async () => {
  const { rerender } = render(page([{ lead: "lead_a", revision: 1 }]));
  rerender(
    page([
      { lead: "lead_a", revision: 1 },
      { lead: "lead_b", revision: 4 },
    ]),
  );
  await pass();
  rerender(page([{ lead: "lead_b", revision: 4 }]));
  await pass();

  expect(asked).toEqual(["lead_a,lead_b"]);
  expect(shown()).toBe("Ada King");
});

it("asks anew for whose lead changed, and shows who it was meanwhile", async () => {
  const { rerender } = render(page([{ lead: "lead_a", revision: 1 }]));
  await pass();

  name = "Ada Lovelace";
  rerender(page([{ lead: "lead_a", revision: 2 }]));
  expect(shown()).toBe("Ada King");
  await pass();

  expect(shown()).toBe("Ada Lovelace");
  expect(asked).toEqual(["lead_a", "lead_a"]);
});

it("says that names could not be read, and asks once more when told to", async () => {
  name = undefined;
  render(page([{ lead: "lead_a", revision: 1 }]));
  await pass();

  expect(screen.getByRole("alert").textContent).toContain("Who this is could not be loaded.");
  await pass();
  expect(asked).toEqual(["lead_a"]);

  name = "Ada King";
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await pass();

  expect(shown()).toBe("Ada King");
  expect(screen.queryByRole("alert")).toBeNull();
});

it("asks once more for nobody who was forgotten meanwhile", async () => {
  name = undefined;
  render(page([{ lead: "lead_a", revision: 1 }]));
  await pass();
  cleanup();

  act(() => forgetPerson("lead_a"));
  act(askAgain);
  await pass();

  expect(asked).toEqual(["lead_a"]);
});
