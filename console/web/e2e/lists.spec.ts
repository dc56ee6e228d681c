import { expect, test } from "@playwright/test";
import { enter } from "./support";

/** Long lists hold the rows that are in view, and read on as one scrolls. */

test("the audit log reads on to its first entry, and never holds all of it", async ({ page, context, baseURL }) => {
  await enter(context, baseURL ?? "");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/audit");
  const grid = page.getByRole("grid", { name: "Audit log" });
  const rows = grid.locator("[data-row]");
  await expect(rows.first()).toBeVisible();

  const first = grid.getByRole("row", { name: /^Entry 1,/ });
  await expect(async () => {
    await page.locator("[data-grid=audit]").evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect(first).toBeVisible({ timeout: 500 });
  }).toPass();

  expect(await rows.count()).toBeLessThan(60);
  await expect(page.getByText(/That is all: \d+/)).toBeVisible();
});

test("rows with details are as high as these, so that none lies on another", async ({ page, context, baseURL }) => {
  await enter(context, baseURL ?? "");
  await page.setViewportSize({ width: 900, height: 900 });
  await page.goto("/audit");
  const rows = page.getByRole("grid", { name: "Audit log" }).locator("[data-row]");
  await expect(rows.nth(10)).toBeVisible();

  const boxes = await rows.evaluateAll((all) =>
    all
      .map((row) => ({ row: Number(row.getAttribute("data-row")), box: row.getBoundingClientRect() }))
      .sort((a, b) => a.row - b.row)
      .map(({ box }) => ({ top: box.top, bottom: box.bottom })),
  );

  expect(new Set(boxes.map((box) => Math.round(box.bottom - box.top))).size).toBeGreaterThan(1);
  // Heights are whole pixels to who places the rows, and parts of them where lines have such.
  boxes.slice(1).forEach((box, before) => expect(Math.abs(box.top - (boxes[before]?.bottom ?? 0))).toBeLessThan(1.5));
});

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
