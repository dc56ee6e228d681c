import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { enter } from "./support";

/** The books of changes: what has not arrived is on its way, rejected or missing. */

test("lead from what was rejected to where it is replayed", async ({ page, context, baseURL }) => {
  await enter(context, baseURL!);
  await page.goto("/system/books");
  const changes = page.getByRole("region", { name: "Books of changes" });

  await expect(changes.getByRole("status")).toHaveText(
    "Nothing is missing: changes that were rejected wait to be replayed, and the latest changes are on their way.",
  );
  await expect(changes.getByRole("row", { name: "On their way 0 3" })).toBeVisible();
  await expect(changes.getByRole("row", { name: "Rejected 12 0" })).toBeVisible();
  await expect(changes.getByRole("row", { name: "Balance To be replayed On their way" })).toBeVisible();
  await changes.getByRole("link", { name: "Look at what was rejected, and replay it" }).click();
  await expect(page).toHaveURL("/system/rejected");
});

test("balance where all has arrived", async ({ page, context, baseURL }) => {
  await enter(context, baseURL!, { data: "empty" });
  await page.goto("/system/books");

  await expect(page.getByRole("region", { name: "Books of changes" }).getByRole("status")).toHaveText(
    "Balanced: every change of a lead that was published has reached the scores and the work list.",
  );
});

test("miss a change only at the second look, and say what to do", async ({ page, context, baseURL }) => {
  await enter(context, baseURL!, { data: "young" });
  await page.clock.install();
  await page.goto("/system/books");
  const changes = page.getByRole("region", { name: "Books of changes" });
  await expect(changes.getByRole("status")).toContainText("the latest changes are on their way");

  await page.clock.fastForward("00:11");

  await expect(changes.getByRole("status")).toHaveText(
    "Not balanced: 2 changes have not reached the work list, and nothing is on its way.",
  );
  await expect(changes.getByRole("row", { name: "Missing 0 2" })).toBeVisible();
  await expect(changes).toContainText("restore both from the same one");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
});

test("say so where one of those who tell does not answer, beside those of leads", async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(120_000);
  await enter(context, baseURL!, { fail: "/v1/books/scoring" });
  await page.goto("/system/books");

  await expect(page.getByText("Balanced: nothing is lost, nothing is counted twice.")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("could not be loaded", { timeout: 60_000 });
});
