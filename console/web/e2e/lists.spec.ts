import { expect, test } from "@playwright/test";
import { enter } from "./support";

/** Long lists, by their heads. */

test("accounts are sorted by a click on a head, the other way round by one more, and so says the address", async ({
  page,
  context,
  baseURL,
}) => {
  await enter(context, baseURL ?? "");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/accounts");
  const head = page.getByRole("columnheader", { name: "Leads" });
  const leads = async () => Number(await page.locator("[data-row='0'] [role=gridcell]").nth(5).innerText());

  await head.getByRole("button").click();
  await expect(page).toHaveURL("/accounts?sort=leads");
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect.poll(leads).toBeGreaterThan(5);

  await head.getByRole("button").click();
  await expect(page).toHaveURL("/accounts?sort=-leads");
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(leads).toBe(1);
});
