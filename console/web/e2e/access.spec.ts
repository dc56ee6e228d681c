import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { enter, listen } from "./support";

test.beforeEach(async ({ context, baseURL }, { testId }) => {
  await context.addCookies([
    { name: "mock_provider", value: "Acme%20ID", url: baseURL! },
    { name: "mock_world", value: testId, url: baseURL! },
  ]);
});

test("who has no password signs in with the provider, and anew before acts that ask for one", async ({
  page,
  baseURL,
}) => {
  const complaints = await listen(page, baseURL!);
  await page.goto("/settings/users");
  await page.getByRole("link", { name: "Continue with Acme ID" }).click();
  await expect(page).toHaveURL("/settings/users");

  const invite = async () => {
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByLabel("Name").fill("Grace");
    await page.getByLabel("E-mail").fill("grace@acme.example");
    await page.getByRole("button", { name: "Make the invitation" }).click();
  };
  await invite();
  await page.getByRole("button", { name: "Sign in with Acme ID" }).click();
  await expect(page.getByRole("button", { name: "Sign in with Acme ID" })).toBeHidden();
  await expect(page).toHaveURL("/settings/users");
  await invite();

  await expect(page.getByText("They can also sign in with Acme ID")).toBeVisible();
  expect(complaints).toEqual({ policy: [], external: [], errors: [] });
});

test("says why the provider was of no use, and takes the password still", async ({ page }) => {
  await page.goto("/sign-in?error=taken&next=%2Fwork");

  await expect(page.getByRole("alert")).toContainText("another person's at Acme ID");
  await expect(page.getByLabel("E-mail")).toBeVisible();
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  }
});

test("says that one is still signed in when signing out fails, and tries again", async ({ page, context, baseURL }) => {
  await enter(context, baseURL!);
  await page.goto("/work");
  const fails = (paths: string) => context.addCookies([{ name: "mock_fail", value: paths, url: baseURL! }]);
  await page.getByRole("button", { name: /^You: / }).click();
  await fails("/v1/session");

  await page.getByRole("menuitem", { name: "Sign out" }).click();

  const dialog = page.getByRole("dialog", { name: "You are still signed in" });
  await expect(dialog).toContainText("ProX could not sign you out.");
  await expect(page).toHaveURL(/\/work/);
  await fails("");
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect((await page.request.get("/v1/session")).status()).toBe(401);
});

test("signs out whoever leaves a page open for half an hour, and says why", async ({ page, context, baseURL }) => {
  await page.clock.install();
  await enter(context, baseURL!);
  await page.goto("/accounts?sort=leads");
  await expect(page.locator("[data-row='0']")).toBeVisible();

  await page.clock.fastForward("31:00");

  await expect(page.getByRole("alert")).toContainText("Nobody used the page for 30 minutes");
  await expect(page).toHaveURL(/\/sign-in\?.*next=%2Faccounts%3Fsort%3Dleads/);
  expect((await page.request.get("/v1/session")).status()).toBe(401);
});
