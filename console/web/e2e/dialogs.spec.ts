import { expect, test, type Page } from "@playwright/test";
import { inAllLooks, seriousFindings, sideways } from "./looks";
import { enter, listen, type Complaints } from "./support";

/** What only comes about while a person does something: dialogs, the steps of an import, and one account's page. */

let complaints: Complaints;

test.beforeEach(async ({ page, context, baseURL }, { testId }) => {
  test.setTimeout(300_000);
  await enter(context, baseURL ?? "", { world: testId });
  complaints = await listen(page, baseURL ?? "");
  await page.setViewportSize({ width: 1440, height: 900 });
});

test.afterEach(() => expect(complaints).toEqual({ policy: [], external: [], errors: [] }));

/**
 * In both schemes and three widths.
 *
 * @param part selector of the part to look at
 */
async function isAccessible(page: Page, part?: string): Promise<void> {
  await inAllLooks(page, async (words) => {
    expect.soft(await seriousFindings(page, part), `axe, ${words}`).toEqual([]);
    expect.soft(await sideways(page), `scrolls sideways, ${words}`).toBeLessThanOrEqual(0);
  });
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function dialogIsAccessible(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole("dialog", { name })).toBeVisible();
  await isAccessible(page, "[role=dialog]");
}

async function leave(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: button }).click();
  await expect(dialog).toHaveCount(0);
}

/** Leaves the page where the columns of the file are told. */
async function upload(page: Page): Promise<void> {
  await page.goto("/import");
  await page.getByRole("combobox", { name: "Where is it from?" }).fill("Fair");
  const buffer = Buffer.from("Email,Created\na@b.example,03/04/2026\n");
  await page.getByLabel("File to import").setInputFiles({ name: "fair.csv", mimeType: "text/csv", buffer });
  await expect(page.getByRole("group", { name: "Columns of the file" })).toBeVisible();
}

test("the columns of a file", async ({ page }) => {
  await upload(page);
  await isAccessible(page, "main");
});

test("the dry run of an import, and taking it back", async ({ page }) => {
  await upload(page);
  await page.getByRole("button", { name: "Check without importing" }).click();
  const start = page.getByRole("button", { name: /^Import [\d,]+ leads$/ });
  await expect(start).toBeVisible();
  await expect(page.getByRole("group", { name: "Why rows were refused" })).toBeVisible();
  await isAccessible(page, "main");

  await start.click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await dialogIsAccessible(page, "Take this import back?");
  await leave(page, "Keep it");
});

test("the page of an account", async ({ page }) => {
  await page.goto("/accounts");
  await page.locator('a[href^="/accounts/"]').first().click();
  await expect(page).toHaveURL(/\/accounts\/.+/);
  await expect(page.getByText("Mean score")).toBeVisible();
  await isAccessible(page, "main");
});

test("the dialog that asks for the password before a promotion", async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: "mock_password", value: "1", url: baseURL ?? "" }]);
  await page.goto("/models");
  await page.getByRole("button", { name: "Let it go live" }).click();
  await dialogIsAccessible(page, "Your password, please");
  await leave(page, "Cancel");
});

test("the dialogs that invite a colleague and let one go", async ({ page }) => {
  await page.goto("/settings/users");
  await page.getByRole("button", { name: "Invite" }).click();
  await dialogIsAccessible(page, "Invite a colleague");
  await page.getByLabel("Name").fill("Grace");
  await page.getByLabel("E-mail").fill("grace@acme.example");
  await page.getByRole("button", { name: "Make the invitation" }).click();
  await dialogIsAccessible(page, "The link");
  await leave(page, "Done");

  await page
    .getByRole("button", { name: /^What to do with / })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  await dialogIsAccessible(page, /^Deactivate /);
  await leave(page, "Cancel");
});

test("the dialogs that make a key, show it and revoke it", async ({ page }) => {
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "Make a key" }).click();
  await dialogIsAccessible(page, "Make a key");
  await page.getByLabel("What is it for?").fill("Trade fair");
  await page.getByRole("button", { name: "Make it" }).click();
  await dialogIsAccessible(page, "Your new key");
  await leave(page, "I have it");

  await page.getByRole("button", { name: "Revoke" }).first().click();
  await dialogIsAccessible(page, "Revoke this key?");
  await leave(page, "Keep it");
});

test("the dialogs that disqualify a lead and save a view", async ({ page }) => {
  await page.goto("/work?grade=B");
  await expect(page.locator('[data-row="0"]')).toBeVisible();
  await page.locator('[data-row="0"]').click();
  await page.keyboard.press("s");
  await page.keyboard.press("5");
  await dialogIsAccessible(page, "Why is it no lead?");
  await leave(page, "Cancel");

  await page.getByRole("button", { name: "Save as a view" }).click();
  await dialogIsAccessible(page, "Save as a view");
  await leave(page, "Cancel");
});

test("the dialog that deletes a lead", async ({ page }) => {
  await page.goto("/work");
  await page.locator('[data-row="0"]').dblclick();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Delete this lead" }).click();
  await dialogIsAccessible(page, "Delete this lead");
  await page.getByLabel("Type “delete” to go on").fill("delete");
  await isAccessible(page, "[role=dialog]");
  await leave(page, "Keep it");
});
