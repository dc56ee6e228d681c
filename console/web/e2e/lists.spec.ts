import { expect, test } from "@playwright/test";
import { seriousFindings } from "./looks";
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

test("accounts are gone through and opened by keys", async ({ page, context, baseURL }) => {
  await enter(context, baseURL ?? "");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/accounts");
  const row = (at: number) => page.locator(`[data-row="${at}"]`);
  await expect(row(0)).toBeVisible();

  await page.keyboard.press("j");
  await expect(row(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("j");
  await expect(row(2)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(row(0)).toBeFocused();
  await page.keyboard.press("End");
  await expect(row(99)).toBeFocused();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press("Home");
  await expect(row(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(row(1)).toBeFocused();

  const company = (await row(1).getAttribute("data-key")) ?? "";
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/accounts/${company}`);
});

test("the search of accounts takes its keys for itself", async ({ page, context, baseURL }) => {
  await enter(context, baseURL ?? "");
  await page.goto("/accounts");
  await expect(page.locator("[data-row='0']")).toBeVisible();
  const search = page.getByRole("searchbox");

  await page.keyboard.press("/");
  await page.keyboard.type("jk");

  await expect(search).toHaveValue("jk");
  await expect(search).toBeFocused();
});

for (const { path, place, field, text } of [
  { path: "/accounts?q=ac", place: "Accounts", field: /^Search accounts/, text: "ac" },
  { path: "/audit?subject=lead_1", place: "Audit", field: "To what", text: "lead_1" },
  { path: "/api?q=leads", place: "API", field: "Find an operation", text: "leads" },
]) {
  test(`the search of ${place} says what the address says`, async ({ page, context, baseURL }) => {
    await enter(context, baseURL ?? "");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(path);
    const search = page.getByLabel(field);
    await expect(search).toHaveValue(text);

    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: place, exact: true }).click();

    await expect(search).toHaveValue("");
    await page.goBack();
    await expect(search).toHaveValue(text);
  });
}

for (const { path, label, openable } of [
  { path: "/audit", label: "Audit log", openable: "link" },
  { path: "/system/rejected", label: "Rejected records", openable: "button" },
] as const) {
  test(`rows of ${path} are gone through by keys, and what stands in one is reached from there`, async ({
    page,
    context,
    baseURL,
  }) => {
    await enter(context, baseURL ?? "");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(path);
    const grid = page.getByRole("grid", { name: label });
    const rows = grid.locator("[data-row]");
    await expect(rows.first()).toBeVisible();
    const at = await rows.evaluateAll(
      (all, selector) => all.findIndex((row) => row.querySelector(selector) !== null),
      openable === "link" ? "a" : "button",
    );

    for (let pressed = 0; pressed <= at; pressed++) await page.keyboard.press("ArrowDown");
    await expect(grid.locator(`[data-row="${at}"]`)).toBeFocused();
    await page.keyboard.press("Tab");

    await expect(grid.locator(`[data-row="${at}"]`).getByRole(openable).first()).toBeFocused();
  });
}

test("the focus never goes back, however fast the keys and slow the machine", async ({ page, context, baseURL }) => {
  await enter(context, baseURL ?? "");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/audit");
  await expect(page.locator("[data-row='0']")).toBeVisible();
  const slow = await context.newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 20 });

  const focused = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const rows: number[] = [];
        document.addEventListener("focusin", (event) => rows.push(Number((event.target as HTMLElement).dataset.row)));
        const press = () =>
          document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
        [0, 3, 6, 9].forEach((after) => setTimeout(press, after));
        // As many pictures as it takes to get to the last row and to be drawn back from it.
        const draw = (left: number) => (left === 0 ? resolve(rows) : requestAnimationFrame(() => draw(left - 1)));
        setTimeout(() => draw(20), 9);
      }),
  );

  expect(focused.at(-1)).toBe(3);
  expect(focused).toEqual(focused.toSorted((one, other) => one - other));
});
