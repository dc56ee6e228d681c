import { expect, test, type Page } from "@playwright/test";
import type { Import, LeadScore, WorkCounts, WorkPage } from "@/api/types";
import { readFile } from "node:fs/promises";
import { ADMINISTRATOR, ask, counted, kill, NO_COMPLAINTS, PASSWORD, signIn, upload, watch } from "./support";

/** The first morning with ProX: come in by the link, bring a list with mistakes in it, look at a lead, take it back. */

/** The rows of eight chunks, each of which is taken in as a whole or not at all. */
const GOOD = 8_000;
const NUMBER = new Intl.NumberFormat("en-GB");
const HEADER = "Mail,First name,Last name,Does,Firm,Telephone,Came in on,Shoe size";

function list(): string {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from(
    { length: GOOD },
    (_, n) =>
      `first${n}@firm${n % 7}.example,Ida${n},Sand${n},${n % 2 ? "Head of Operations" : "Intern"},Firm ${n % 7},+49 30 2345${100 + n},${day(n % 5)},${36 + (n % 9)}`,
  );
  const wrong = [
    `,Nobody,Here,Buyer,Firm 1,,${day(1)},40`,
    `not an address,Some,Body,Buyer,Firm 1,,${day(1)},41`,
    "late@firm1.example,La,Te,Buyer,Firm 1,,2091-01-01,42",
    "feb@firm1.example,Fe,Bruary,Buyer,Firm 1,,the day before yesterday,43",
    "short@firm1.example,Too,Short",
  ];
  const early = rows.slice(0, 40);
  return [HEADER, ...early, rows[0], ...wrong.slice(0, 3), ...rows.slice(40), ...wrong.slice(3)].join("\n") + "\n";
}
const WRONG = 5;
/** In the first chunk and in the last. */
const LINES_OF_WRONG = [43, 44, 45, GOOD + 6, GOOD + 7];
const ROWS = GOOD + 1 + WRONG;
/** For what is done to so many leads, also while a role starts again. */
const LONG = 180_000;

test.describe.configure({ mode: "serial" });

let page: Page;
let complaints: Awaited<ReturnType<typeof watch>>;
let imported = "";

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  complaints = await watch(page);
});
test.afterAll(async () => page.close());

test("comes in by the printed link, which works once", async ({ browser }) => {
  const link = process.env.PROX_LINK;
  if (link === undefined) {
    // Somebody has come in before.
    await signIn(page);
    return;
  }
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Welcome to ProX" })).toBeVisible();
  await page.getByLabel("Your name").fill(ADMINISTRATOR.name);
  await page.getByLabel("Password", { exact: true }).fill("password12");
  await page.getByRole("button", { name: "Open the console" }).click();
  await expect(page.getByText(/It is .*guess|It .*often/).first()).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Open the console" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await other.close();
});

test("sees what a list with mistakes would do, before it does it", async () => {
  imported = await upload(page, "fair.csv", list(), "Fair");
  const does = page.getByLabel("What Does is", { exact: true });
  await expect(does).toHaveValue("own");
  await does.selectOption({ label: "Job title" });
  await page.getByLabel("What Came in on is", { exact: true }).selectOption({ label: "Created at" });
  await page.getByLabel("What Shoe size is", { exact: true }).selectOption({ label: "Leave it out" });
  await page.getByRole("button", { name: "Check without importing" }).click();

  await expect(page.getByRole("heading", { name: "What it would do" })).toBeVisible();
  await expect(page.getByRole("button", { name: `Import ${NUMBER.format(GOOD)} leads` })).toBeEnabled();
  expect(await counted(page, "would be new")).toBe(GOOD);
  expect(await counted(page, "refused")).toBe(WRONG);
  expect(await counted(page, "the same as before")).toBe(1);
  expect(await counted(page, "rows in all")).toBe(ROWS);
  const reasons = page.getByRole("group", { name: "Why rows were refused" });
  for (const line of LINES_OF_WRONG) await expect(reasons).toContainText(NUMBER.format(line));

  const { mapping } = await ask<Import>(page.request, `/v1/imports/${imported}`);
  const fields = new Map(mapping?.columns.map(({ column, field }) => [column, field]));
  expect(fields.get("Does")).toBe("jobTitle");
  expect(fields.get("Came in on")).toBe("createdAt");
  expect(fields.get("Shoe size")).toBe("skip");
  expect((await ask<WorkPage>(page.request, "/v1/work")).total).toBe(0);
});

/** While the import is at work, with some rows taken in and others not. */
async function partIsImported(): Promise<void> {
  let now: Import | undefined;
  await expect
    .poll(
      async () => {
        now = await ask<Import>(page.request, `/v1/imports/${imported}`);
        return now.progress.rows;
      },
      { intervals: [50] },
    )
    .toBeGreaterThan(0);
  expect(now?.status).toBe("running");
  expect(now?.progress.rows).toBeLessThan(ROWS);
}

/** While leads are on the work list without a score. */
async function leadsWaitForScores(): Promise<void> {
  await expect
    .poll(async () => (await ask<WorkCounts>(page.request, "/v1/work/counts")).byGrade.none ?? 0, {
      intervals: [50],
      timeout: LONG,
    })
    .toBeGreaterThan(0);
}

/** While some leads have left the work list and others are still to leave it. */
async function partHasLeft(): Promise<void> {
  let total = GOOD;
  await expect
    .poll(async () => (total = (await ask<WorkCounts>(page.request, "/v1/work/counts")).total), {
      intervals: [50],
      timeout: LONG,
    })
    .toBeLessThan(GOOD);
  expect(total).toBeGreaterThan(0);
}

test("imports it, and hands back the refused rows with the reason of each", async () => {
  test.setTimeout(600_000);
  const taken = page.waitForResponse((answer) => answer.url().endsWith("/start") && answer.ok());
  await page.getByRole("button", { name: `Import ${NUMBER.format(GOOD)} leads` }).click();
  await taken;
  const killed = await kill(page.request, "ingestion", partIsImported);
  await kill(page.request, "scoring", leadsWaitForScores);
  await expect(page.getByRole("heading", { name: "What it did" })).toBeVisible({ timeout: LONG });
  await expect(page.getByRole("button", { name: "Take it back" })).toBeVisible({ timeout: LONG });
  expect(await counted(page, "new leads")).toBe(GOOD);
  expect(await counted(page, "refused")).toBe(WRONG);
  if (killed) {
    const { endedAt } = await ask<Import>(page.request, `/v1/imports/${imported}`);
    expect(new Date(endedAt ?? NaN).getTime(), "the import ended after the kill").toBeGreaterThan(killed.getTime());
  }

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "All refused rows with their reasons" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  const lines = file.trim().split(/\r?\n/);
  expect(lines.length).toBe(1 + WRONG);
  for (const [n, words] of ["Nobody", "not an address", "2091-01-01", "the day before", "Short"].entries()) {
    expect(lines[n + 1]).toContain(words);
    expect(lines[n + 1]).toContain(String(LINES_OF_WRONG[n]));
  }
});

test("finds the leads ranked by rules, and reads why", async () => {
  test.setTimeout(600_000);
  await expect
    .poll(
      async () => {
        const { total, byGrade } = await ask<WorkCounts>(page.request, "/v1/work/counts");
        return { total, none: byGrade.none ?? 0 };
      },
      { timeout: LONG },
    )
    .toEqual({ total: GOOD, none: 0 });
  const { items } = await ask<WorkPage>(page.request, "/v1/work?limit=100");
  expect(items.every((item) => item.score !== undefined)).toBe(true);
  await page.goto("/work");
  await expect(page.getByRole("status").filter({ hasText: `${NUMBER.format(GOOD)} leads` })).toBeVisible();
  await expect(page.locator('[data-row="0"]')).toContainText(/Ida\d+/);
  await page.locator('[data-row="0"]').click();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/leads\/lead_/);
  const lead = new URL(page.url()).pathname.split("/").pop() ?? "";
  await expect(page.getByRole("heading", { name: "Why this score" })).toBeVisible();
  await expect(page.getByText("Simple rules give points").first()).toBeVisible();
  await expect(page.getByText(/Ranked by simple rules/).first()).toBeVisible();
  const score = await ask<LeadScore>(page.request, `/v1/leads/${lead}/score`);
  expect(score.rules).toBe(true);
  const sum = score.contributions.reduce((so, reason) => so + reason.contribution, score.base);
  expect(sum).toBeCloseTo(score.sum ?? NaN, 9);
  expect(Math.round(Math.min(100, Math.max(0, sum)))).toBe(score.score);
  // The corrected column counts: heads of something stand above interns.
  expect(score.contributions.map((reason) => reason.words).join(" ")).toContain("head");
  await page.getByRole("button", { name: "Why this score as a table" }).click();
  await expect(page.getByRole("cell", { name: "This lead" })).toBeVisible();
});

test("takes the import back, and nothing of it is left", async () => {
  test.setTimeout(600_000);
  await page.goto(`/import/${imported}`);
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
  await kill(page.request, "console", partHasLeft);
  await expect(page.getByText("This import was taken back.")).toBeVisible({ timeout: LONG });
  await expect.poll(async () => (await ask<WorkPage>(page.request, "/v1/work")).total, { timeout: LONG }).toBe(0);
  expect((await ask<{ leads: unknown[] }>(page.request, "/v1/leads")).leads).toEqual([]);
  await page.goto("/work");
  await expect(page.locator("[data-row]")).toHaveCount(0);
  expect(complaints).toEqual(NO_COMPLAINTS);
});
