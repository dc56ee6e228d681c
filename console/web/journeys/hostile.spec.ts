import { expect, test, type Page } from "@playwright/test";
import type { AccountPage, ImportPage, Models, WorkPage } from "@/api/types";
import type { Complaints } from "../e2e/support";
import { ask, NO_COMPLAINTS, setting, signIn, watch } from "./support";

/** Every page that shows what somebody sent, over leads that `./prox check hostile` has brought in. */

/** Leads that carry each of the texts. */
const CARRIERS = setting("PROX_LEADS").split(",");
const SAMPLE = 25;
/** A page that is not there by then has stalled. */
const STALL = 15_000;

async function look(page: Page, path: string): Promise<void> {
  await page.goto(path, { timeout: STALL });
  await judge(page, path);
}

/** Goes to a page of a lead as a link of the console does, without loading the console anew. */
async function turnTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState({}, "", to), path);
  const current = page.getByRole("navigation", { name: "About this lead" }).locator("a[aria-current]");
  await expect(current).toHaveAttribute("href", path, { timeout: STALL });
  await judge(page, path);
}

async function judge(page: Page, path: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }), `${path} stalled`).toBeVisible({ timeout: STALL });
  await expect(page.getByRole("status", { name: "Loading" }), `${path} stalled`).toHaveCount(0, { timeout: STALL });
  const made = () =>
    document.querySelectorAll("main script, main img, main iframe, main object, main form[action]").length;
  expect(await page.evaluate(made), `${path} holds what a text said`).toBe(0);
  expect(await page.evaluate(() => "__pwned" in window), `${path} ran what a text said`).toBe(false);
}

/** Hears answers of 5xx too. */
async function watchAll(page: Page): Promise<Complaints> {
  const complaints = await watch(page);
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.errors.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

test("shows each hostile text as text, on the page of a lead", async ({ page }) => {
  test.setTimeout(1_800_000);
  const complaints = await watchAll(page);
  await signIn(page);
  for (const lead of CARRIERS) {
    await turnTo(page, `/leads/${lead}`);
    await turnTo(page, `/leads/${lead}?tab=sources`);
    const said = page.getByRole("group", { name: "What sources said" });
    expect(await said.getByRole("row").count(), lead).toBeGreaterThan(1);
  }
  expect(complaints).toEqual(NO_COMPLAINTS);
});

test("shows hostile texts as text, on every page", async ({ page }) => {
  test.setTimeout(900_000);
  const complaints = await watchAll(page);
  await signIn(page);
  const { items, total } = await ask<WorkPage>(page.request, "/v1/work?limit=200");
  expect(total).toBeGreaterThan(200);

  await look(page, "/overview");
  for (const list of ["/work", "/leads"]) {
    await look(page, list);
    for (let n = 0; n < 10; n++) {
      await page.mouse.move(500, 500);
      await page.mouse.wheel(0, 4000);
      await expect(page.getByRole("row").nth(2)).toBeVisible();
    }
  }
  const chosen = items.filter((_, at) => at % Math.ceil(items.length / SAMPLE) === 0);
  for (const { lead } of chosen) await look(page, `/leads/${lead}`);
  for (const { lead } of chosen.slice(0, 6)) {
    for (const tab of ["account", "sources", "consent", "raw"]) await look(page, `/leads/${lead}?tab=${tab}`);
  }
  await look(page, "/accounts");
  const { accounts } = await ask<AccountPage>(page.request, "/v1/accounts?limit=200");
  for (const { company } of accounts.slice(0, 12)) await look(page, `/accounts/${encodeURIComponent(company)}`);
  await look(page, "/import");
  const { imports } = await ask<ImportPage>(page.request, "/v1/imports");
  expect(imports.length).toBeGreaterThan(0);
  for (const { id } of imports) await look(page, `/import/${id}`);
  for (const path of [
    "/models",
    "/system",
    "/system/books",
    "/system/rejected",
    "/settings/sources",
    "/settings/users",
    "/settings/keys",
    "/settings/workspace",
    "/settings/hand-off",
    "/settings/you",
  ])
    await look(page, path);
  await look(page, "/audit");
  const { models } = await ask<Models>(page.request, "/v1/models");
  expect(models.length).toBeGreaterThan(0);
  for (const { id } of models) {
    await look(page, `/models/${id}`);
    await page.goto(`/v1/models/${id}/report`, { timeout: STALL });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // The report's own script stands at the end of its body.
    const made = () => document.querySelectorAll("main script, img, iframe, object, form").length;
    expect(await page.evaluate(made), `the report of ${id} holds what a text said`).toBe(0);
    expect(await page.evaluate(() => "__pwned" in window), `the report of ${id} ran what a text said`).toBe(false);
  }
  expect(complaints).toEqual(NO_COMPLAINTS);
});

test("searches for hostile texts, and finds or finds nothing", async ({ page }) => {
  test.setTimeout(600_000);
  const complaints = await watchAll(page);
  await signIn(page);
  await look(page, "/work");
  for (const text of [
    "<script>window.__pwned=1</script>",
    '"><img src=x onerror=window.__pwned=1>',
    "' OR 1=1 --",
    "=1+1",
    "\u202etxt.exe",
    "../../etc/passwd",
    "{{7*7}}",
    "%00",
    "__proto__",
    "\u0000",
    "a\ud83db",
    "\u200b",
    "👨‍👩‍👧‍👦",
    "\u05d0\u05d1",
    "w".repeat(3000),
  ]) {
    await page.getByRole("searchbox").fill(text);
    const asked = page.waitForResponse((response) => response.url().includes("/v1/work?"), { timeout: 5_000 });
    await asked.then(
      (response) => expect(response.status(), text).toBeLessThan(500),
      () => undefined, // what is blank, or the same as before, is not asked for
    );
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(await page.evaluate(() => "__pwned" in window)).toBe(false);
  expect(complaints).toEqual(NO_COMPLAINTS);
});
