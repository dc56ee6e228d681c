import { expect, test, type Page } from "@playwright/test";
import type { AuditPage, Model, Models } from "@/api/types";
import { ask, NO_COMPLAINTS, signIn, upload, watch } from "./support";

/** Past leads come in, a first model goes live by itself, a person trains and promotes the next, and goes back. */

const LEADS = 420;
const LEARNS = 600_000;

/** Rank, size, tool and interest decide who is won, and chance a little; the same for each run. */
function past(): string {
  const ranks = ["Intern", "Software Engineer", "Marketing Manager", "Head of Sales", "VP Operations", "CEO"];
  const tools = ["none", "Excel", "Salesforce"];
  const sizes = ["1-10", "11-50", "51-200", "201-500"];
  let state = 17;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from({ length: LEADS }, (_, n) => {
    const rank = next(ranks.length);
    const size = next(sizes.length);
    const seen = next(12);
    const tool = next(tools.length);
    const ago = 130 + next(200);
    const won = rank + 2 * size + seen / 2 + 2 * tool + next(6) > 14;
    return `past${n}@company${n % 60}.example,Pat${n},${ranks[rank]},${sizes[size]},${seen},${tools[tool]},${day(ago)},${won ? "won" : "lost"},${day(ago - 20)}`;
  });
  return (
    ["Email,First name,Job title,Company size,Pages viewed,Current tool,Created at,Outcome,Outcome time", ...rows].join(
      "\n",
    ) + "\n"
  );
}

test.describe.configure({ mode: "serial" });

let page: Page;
let complaints: Awaited<ReturnType<typeof watch>>;
let first: string;
let second: string;

const models = () => ask<Models>(page.request, "/v1/models");
const live = async () => {
  const { champion, coming, models: all } = await models();
  const one = all.find((model) => model.id === champion);
  return coming === undefined && one && !one.quick ? one : undefined;
};

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  complaints = await watch(page);
  await signIn(page);
});
test.afterAll(async () => page.close());

test("a first model goes live by itself, with its proof", async () => {
  test.setTimeout(LEARNS + 180_000);
  await page.goto("/models");
  await expect(page.getByRole("heading", { name: "Leads are ranked by simple rules" })).toBeVisible();
  await upload(page, "past.csv", past(), "History");
  await page.getByRole("button", { name: "Check without importing" }).click();
  await page.getByRole("button", { name: `Import ${LEADS} leads` }).click();
  await expect(page.getByRole("button", { name: "Take it back" })).toBeVisible();

  await expect.poll(async () => (await live())?.id ?? "", { timeout: LEARNS }).not.toBe("");
  first = (await live())?.id ?? "";
  await page.goto("/models");
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("Learnt from");
  await expect(page.getByRole("region", { name: "All models" }).getByText("Live", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "The whole proof" }).click();
  await expect(page.getByRole("heading", { name: "Beside simpler ways" })).toBeVisible();
});

test("a person trains another, and sees it beside the one that is live", async () => {
  test.setTimeout(LEARNS + 180_000);
  await page.goto("/models");
  await page.getByRole("button", { name: "Train a new one" }).click();
  await expect(page.getByText("A model is being trained")).toBeVisible();
  const waiting = async () => (await models()).models.find(({ id, state }) => id !== first && state === "challenger");
  await expect.poll(async () => (await waiting())?.id ?? "", { timeout: LEARNS }).not.toBe("");
  second = (await waiting())?.id ?? "";
  const compared = page.getByRole("region", { name: "Live beside waiting" });
  await expect(compared).toBeVisible();
  await expect(compared.getByRole("row", { name: /^ROC-AUC/ })).toContainText(/0\.\d+.*0\.\d+/);
  expect((await models()).champion).toBe(first);
});

test("promotes it, and goes back to the one before", async () => {
  test.setTimeout(600_000);
  const state = async (id: string): Promise<Model["state"] | undefined> => {
    const { models: all } = await models();
    return all.find((model) => model.id === id)?.state;
  };
  await page.getByRole("button", { name: "Let it go live" }).click();
  await expect.poll(() => state(second), { timeout: 240_000 }).toBe("champion");
  expect(await state(first)).toBe("retired");
  await page.goto("/models");
  await page.getByRole("button", { name: "Roll back" }).click();
  await expect.poll(() => state(first), { timeout: 240_000 }).toBe("champion");
  expect(await state(second)).not.toBe("champion");
});

test("finds each step in the audit log", async () => {
  const { entries } = await ask<AuditPage>(page.request, "/v1/audit?action=model&limit=100");
  const promoted = entries.filter(({ action }) => action === "model.promoted").map(({ subject }) => subject);
  // The newest first: back to the first, the second, and the first by itself.
  expect(promoted.slice(0, 2)).toEqual([first, second]);
  expect(promoted).toContain(first);
  await page.goto("/audit?action=model");
  const log = page.getByRole("grid", { name: "Audit log" });
  await expect(log).toContainText("Let a model go live");
  await expect(log).toContainText(second);
  await expect(page.getByText("The log is intact")).toBeVisible();
  await page.goto("/audit?action=training");
  await expect(log).toContainText("Began a training");
  expect(complaints).toEqual(NO_COMPLAINTS);
});
