import { expect, test, type Page } from "@playwright/test";
import { inAllLooks, seriousFindings, sideways } from "./looks";
import { enter, listen } from "./support";

/** Every page, as it is and with what may go wrong, in both schemes and three widths. */

const LEAD = "lead";
const PAGES: { name: string; path: string; shows: string | RegExp }[] = [
  { name: "overview", path: "/overview", shows: "Needs you" },
  { name: "work", path: "/work", shows: "Work list" },
  { name: "leads", path: "/leads", shows: "Leads" },
  { name: "lead", path: LEAD, shows: "Why this score" },
  { name: "lead account", path: `${LEAD}?tab=account`, shows: /has .* lead/ },
  { name: "lead sources", path: `${LEAD}?tab=sources`, shows: "Said by" },
  { name: "lead consent", path: `${LEAD}?tab=consent`, shows: "Lawful basis" },
  { name: "lead raw", path: `${LEAD}?tab=raw`, shows: "On the work list" },
  { name: "accounts", path: "/accounts", shows: "Accounts" },
  { name: "import", path: "/import", shows: "Drop a list here" },
  { name: "one import", path: "/import/import_1", shows: "What it did" },
  { name: "models", path: "/models", shows: "Whom you reach" },
  { name: "one model", path: "/models/model_3f9c2a71bb04", shows: "Beside simpler ways" },
  { name: "you", path: "/settings/you", shows: "Where you are signed in" },
  { name: "workspace", path: "/settings/workspace", shows: "Grades" },
  { name: "hand-off", path: "/settings/hand-off", shows: "To whom does it go?" },
  { name: "users", path: "/settings/users", shows: "Ingrid" },
  { name: "keys", path: "/settings/keys", shows: "Website form" },
  { name: "sources", path: "/settings/sources", shows: "Send leads from a program" },
  { name: "health", path: "/system", shows: "Readers of the log" },
  { name: "books", path: "/system/books", shows: "Balanced" },
  { name: "rejected", path: "/system/rejected", shows: /wait to be replayed/ },
  { name: "audit", path: "/audit", shows: "The log is intact" },
  { name: "api", path: "/api", shows: "/v1/work" },
];
const DOORS = [
  { name: "sign-in", path: "/sign-in", shows: "Sign in" },
  { name: "demo link", path: "/sign-in/link/demo", shows: "Open the console" },
  { name: "first link", path: "/sign-in/link/first", shows: "Welcome to ProX" },
  { name: "used link", path: "/sign-in/link/nothing", shows: "no longer works" },
  { name: "no page", path: "/imports", shows: "no page at this address" },
];

async function firstLead(page: Page): Promise<string> {
  const answer = await page.request.get("/v1/work?limit=5&status=new&grade=B");
  const { items } = (await answer.json()) as { items: { lead: string; company?: string }[] };
  return (items.find((item) => item.company) ?? items[0])?.lead ?? "";
}

async function open(page: Page, path: string, shows: string | RegExp): Promise<void> {
  const where = path.startsWith(LEAD) ? path.replace(LEAD, `/leads/${await firstLead(page)}`) : path;
  await page.goto(where);
  await expect(page.getByText(shows).first()).toBeVisible();
  // Charts come with a part of their own.
  await page.waitForLoadState("load");
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
}

test.describe("every page, in both schemes and three widths, is accessible and keeps to itself", () => {
  for (const { name, path, shows } of PAGES) {
    test(name, async ({ page, context, baseURL }) => {
      test.setTimeout(120_000);
      await enter(context, baseURL ?? "");
      const complaints = await listen(page, baseURL ?? "");
      await page.setViewportSize({ width: 1440, height: 900 });
      await open(page, path, shows);
      await inAllLooks(page, async (words) => {
        expect.soft(await seriousFindings(page), `axe, ${words}`).toEqual([]);
        expect.soft(await sideways(page), `scrolls sideways, ${words}`).toBeLessThanOrEqual(0);
      });
      expect(complaints).toEqual({ policy: [], external: [], errors: [] });
    });
  }

  test("each page says that the company is a demo's", async ({ page, context, baseURL }) => {
    await enter(context, baseURL ?? "");
    for (const path of ["/overview", "/work", "/settings/you"]) {
      await page.goto(path);
      await expect(page.getByText("This is a demo with a simulated company.")).toBeVisible();
    }
  });

  for (const { name, path, shows } of DOORS) {
    test(name, async ({ page, baseURL }) => {
      const complaints = await listen(page, baseURL ?? "");
      await page.goto(path);
      await expect(page.getByText(shows).first()).toBeVisible();
      await inAllLooks(page, async (words) => {
        expect.soft(await seriousFindings(page), `axe, ${words}`).toEqual([]);
        expect.soft(await sideways(page), `scrolls sideways, ${words}`).toBeLessThanOrEqual(0);
      });
      expect(complaints).toEqual({ policy: [], external: [], errors: [] });
    });
  }
});

for (const state of ["empty", "young"] as const) {
  test(`pages say what to do when there is nothing: ${state}`, async ({ page, context, baseURL }) => {
    test.setTimeout(120_000);
    await enter(context, baseURL ?? "", { data: state });
    const complaints = await listen(page, baseURL ?? "");
    for (const path of [
      "/overview",
      "/work",
      "/leads",
      "/accounts",
      "/import",
      "/models",
      "/settings/sources",
      "/system/rejected",
      "/audit",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
      expect.soft(await seriousFindings(page), path).toEqual([]);
    }
    expect(complaints).toEqual({ policy: [], external: [], errors: [] });
  });
}

test("pages that fail say so, and that data is safe, and go on when asked to", async ({ page, context, baseURL }) => {
  test.setTimeout(120_000);
  await enter(context, baseURL ?? "", {
    fail: "/v1/work,/v1/overview,/v1/accounts,/v1/imports,/v1/models,/v1/system,/v1/audit,/v1/keys,/v1/openapi",
  });
  for (const path of [
    "/overview",
    "/work",
    "/accounts",
    "/import",
    "/models",
    "/system",
    "/audit",
    "/settings/keys",
    "/api",
  ]) {
    await page.goto(path);
    const alert = page.getByRole("alert").filter({ hasText: "could not be loaded" });
    await expect(alert).toBeVisible();
    await expect(alert).toContainText("your data is safe");
    await expect(alert.getByRole("button", { name: "Copy" })).toBeVisible();
    expect.soft(await seriousFindings(page), path).toEqual([]);
  }
  await page.goto("/work");
  await expect(page.getByRole("alert")).toBeVisible();
  await context.clearCookies({ name: "mock_fail" });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
});
