import { expect, test } from "@playwright/test";
import { enter } from "./support";

test("a setting is found by what it does, with what it is at first, and opened where it stands", async ({
  page,
  context,
  baseURL,
}) => {
  await enter(context, baseURL ?? "");
  await page.goto("/settings/you");
  await page.getByRole("searchbox", { name: "Search settings" }).fill("from which score");

  const found = page.getByRole("list", { name: "Settings that fit" }).getByRole("link");
  await expect(found).toHaveCount(1);
  await expect(found).toContainText("At first: 80, 50 and 20.");
  await expect(page.getByRole("heading", { name: "Your account" })).toBeHidden();

  await found.click();
  await expect(page).toHaveURL("/settings/workspace#grades");
  await expect(page.getByRole("heading", { name: "Grades" })).toBeInViewport();
  await expect(page.getByRole("searchbox", { name: "Search settings" })).toHaveValue("");
});

test("a search loses nothing that was typed and not saved", async ({ page, context, baseURL }) => {
  await enter(context, baseURL ?? "");
  await page.goto("/settings/workspace");
  await page.getByRole("textbox", { name: "Name" }).fill("Another name");
  const search = page.getByRole("searchbox", { name: "Search settings" });

  await search.fill("nothing is called so");
  await expect(page.getByText("No setting fits")).toBeVisible();
  await search.fill("");

  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Another name");
});
