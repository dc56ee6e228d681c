import { expect, test, type Page } from "@playwright/test";
import { enter, listen } from "./support";

/** What a sales person does in the morning. Each test works in a world of its own. */

let worlds = 0;
async function openList(
  page: Page,
  baseURL: string,
  cookies: Record<string, string> = {},
  path = "/work",
): Promise<string> {
  const world = `work-${process.pid}-${worlds++}`;
  await enter(page.context(), baseURL, { world, ...cookies });
  await page.goto(path);
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  return world;
}

const row = (page: Page, at: number) => page.locator(`[data-row="${at}"]`);
const toast = (page: Page) => page.getByRole("region", { name: "Messages" });

test("works the list by keys, and undoes", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  await expect(row(page, 0)).toHaveAttribute("data-focused", "true");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(row(page, 2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(row(page, 1)).toBeFocused();
  const lead = (await row(page, 1).getAttribute("data-key")) ?? "";
  expect(page.url()).toContain(lead);

  await page.keyboard.press("j");
  const free = page.locator("[role=row][data-focused]");
  while (!(await free.innerText()).includes("Nobody")) await page.keyboard.press("j");
  await page.keyboard.press("c");
  await expect(toast(page)).toContainText("You claimed");
  await expect(free).toContainText("You");
  await expect(free).toContainText("Claimed");
  await page.keyboard.press("z");
  await expect(toast(page)).toContainText("Undone");
  await expect(free).toContainText("Nobody");
  await expect(free).toContainText("New");

  await page.keyboard.press("e");
  await expect(toast(page)).toContainText("marked as contacted");
  await expect(free).toContainText("Contacted");

  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("hannah");
  await expect(page).toHaveURL(/q=hannah/);
  await expect(page.getByText("Save as a view")).toBeVisible();

  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
});

test("leaves Enter to the link that has the focus", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  const tab = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Mine" });
  await page.getByRole("navigation", { name: "Views" }).getByRole("link").first().focus();
  while (!(await tab.evaluate((link) => link === document.activeElement))) await page.keyboard.press("Tab");

  await page.keyboard.press("Enter");

  await expect(tab).toHaveAttribute("aria-current", "page");
  await expect(page).toHaveURL(/\/work\?view=mine/);
});

test("asks why a lead is none, and keeps the answer", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  await page.keyboard.press("s");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("5");
  const dialog = page.getByRole("dialog", { name: "Why is it no lead?" });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("No budget").check();
  await dialog.getByLabel("Note").fill("asks again next year");
  await dialog.getByRole("button", { name: "Mark as disqualified" }).click();
  await expect(row(page, 0)).toContainText("Disqualified");
  await expect(row(page, 0)).toContainText("No budget");

  await page.getByRole("link", { name: "Everything about this lead" }).click();
  await expect(page.getByText("Disqualified · you, no budget")).toBeVisible();
  await expect(page.getByText("asks again next year")).toBeVisible();
});

test("asks about each lead anew", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  const why = page.getByRole("dialog", { name: "Why is it no lead?" });
  await page.keyboard.press("s");
  await page.keyboard.press("5");
  await why.getByLabel("No budget").check();
  await why.getByLabel("Note").fill("of the first lead");
  await why.getByRole("button", { name: "Cancel" }).click();
  await expect(why).toHaveCount(0);
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.keyboard.press("5");
  await expect(why.getByLabel("Note")).toHaveValue("");
  await expect(why.getByLabel("Not a fit")).toBeChecked();
  await why.getByRole("button", { name: "Cancel" }).click();
  await expect(why).toHaveCount(0);

  await row(page, 0).dblclick();
  const drop = page.getByRole("dialog", { name: "Delete this lead" });
  for (const typed of ["delete", ""]) {
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Delete this lead" }).click();
    if (typed === "") await expect(drop.getByLabel("Type “delete” to go on")).toHaveValue("");
    else await drop.getByLabel("Type “delete” to go on").fill(typed);
    await drop.getByRole("button", { name: "Keep it" }).click();
    await expect(drop).toHaveCount(0);
  }
});

test("acts on many at once, and undoes that too", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "", {}, "/work?view=free");
  await row(page, 0).getByRole("checkbox").check();
  await row(page, 3)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  const chosen = page.getByRole("region", { name: "Chosen leads" });
  await expect(chosen).toContainText("4 chosen");
  await chosen.getByRole("button", { name: "Assign" }).click();
  await page.getByRole("menuitem", { name: "Jonas Adeyemi" }).click();
  await expect(toast(page)).toContainText("4 leads assigned to Jonas Adeyemi");
  for (const at of [0, 1, 2, 3]) await expect(row(page, at)).toContainText("Jonas");
  await expect(row(page, 0)).toContainText("Claimed");
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(toast(page)).toContainText("Undone");
  await page.reload();
  for (const at of [0, 1, 2, 3]) {
    await expect(row(page, at)).toContainText("Nobody");
    await expect(row(page, at)).toContainText("New");
  }
});

test("says what it will do with many, and does so to all of more than the server takes at once", async ({
  page,
  baseURL,
}) => {
  await openList(page, baseURL ?? "", {}, "/work?owner=none&status=new");
  const chosen = page.getByRole("region", { name: "Chosen leads" });
  await page.mouse.move(500, 500);
  await row(page, 0).getByRole("checkbox").check();
  await expect(async () => {
    await page.mouse.wheel(0, 500);
    expect(await row(page, 209).count()).toBe(1);
  }).toPass({ intervals: [50] });
  await row(page, 209)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(chosen).toContainText("210 chosen");
  await chosen.getByRole("button", { name: "Claim" }).click();
  await expect(toast(page)).toContainText("You claimed 210 leads");
  await expect(row(page, 209)).toContainText("Claimed");
  await toast(page).getByRole("button", { name: "Dismiss" }).click();

  await chosen.getByRole("button", { name: "Release" }).click();
  await expect(toast(page)).toContainText("You released 210 leads");
  const { total } = (await (await page.request.get("/v1/work?owner=me")).json()) as { total: number };
  expect(total).toBe(0);
});

test("takes back that given-up leads were assigned, but not what somebody did since", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "", {}, "/work?owner=none&status=new");
  const leads: string[] = [];
  for (const at of [0, 1, 2]) leads.push((await row(page, at).getAttribute("data-key")) ?? "");
  await page.request.post("/v1/work/bulk", {
    data: { leads, action: "status", status: "disqualified", reason: "no-need" },
    headers: { "X-Prox-Page": "1" },
  });
  await page.goto("/leads?status=disqualified&owner=none");
  for (const at of [0, 1, 2]) await row(page, at).getByRole("checkbox").check();
  const item = async (lead: string) =>
    (await (await page.request.get(`/v1/work/${lead}`)).json()) as Record<string, unknown>;
  const chosen = page.getByRole("region", { name: "Chosen leads" });
  await chosen.getByRole("button", { name: "Assign" }).click();
  await page.getByRole("menuitem", { name: "Jonas Adeyemi" }).click();
  await expect(toast(page)).toContainText("3 leads assigned to Jonas Adeyemi");
  await page.request.post(`/v1/work/${leads[2]}/status`, {
    data: { status: "contacted" },
    headers: { "X-Prox-Page": "1" },
  });

  await toast(page).getByRole("button", { name: "Undo" }).click();

  await expect(toast(page)).toContainText("Somebody changed 1 since, so that is kept.");
  for (const lead of leads.slice(0, 2)) {
    const now = await item(lead);
    expect(now).toMatchObject({ status: "disqualified", statusReason: "no-need" });
    expect(now).not.toHaveProperty("owner");
  }
  expect(await item(leads[2] ?? "")).toMatchObject({ status: "contacted" });
});

test("shows a claimed lead among one's own, though these were looked at before", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  const tabs = page.getByRole("navigation", { name: "Views" });
  await tabs.getByRole("link", { name: "Mine" }).click();
  await expect(row(page, 0)).toHaveCount(0);
  await tabs.getByRole("link", { name: "Best unclaimed" }).click();
  const lead = (await row(page, 0).getAttribute("data-key")) ?? "";
  await page.keyboard.press("c");
  await expect(toast(page)).toContainText("You claimed");

  await tabs.getByRole("link", { name: "Mine" }).click();

  await expect(row(page, 0)).toHaveAttribute("data-key", lead);
});

test("says who was faster, and shows what is true", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "", {}, "/work?owner=none&status=new");
  const lead = (await row(page, 0).getAttribute("data-key")) ?? "";
  const colleagues = (await (await page.request.get("/v1/colleagues")).json()) as {
    colleagues: { id: string; name: string }[];
  };
  const jonas = colleagues.colleagues.find((colleague) => colleague.name.startsWith("Jonas"));
  await page.request.post(`/v1/work/${lead}/assign`, { data: { owner: jonas?.id }, headers: { "X-Prox-Page": "1" } });
  await page.keyboard.press("c");
  await expect(toast(page)).toContainText("Someone was faster");
  await expect(row(page, 0)).toContainText("Jonas");
});

test("keeps rows in place while changes arrive, and counts what is new", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const first = await row(page, 0).getAttribute("data-key");
  await page.request.post("/mock/arrive?count=12");
  const pill = page.getByRole("button", { name: /\d+ new/ });
  await expect(pill).toBeVisible();
  expect(await row(page, 0).getAttribute("data-key")).toBe(first);
  await pill.click();
  await expect(pill).toHaveCount(0);
  await expect(page.getByText("New", { exact: true }).first()).toBeVisible();
});

test("holds the whole view in the address", async ({ page, context, baseURL }) => {
  const world = await openList(page, baseURL ?? "");
  await page
    .getByRole("group", { name: "Grades" })
    .getByRole("button", { name: /Grade B/ })
    .click();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Country" }).click();
  await page.getByRole("group", { name: "Country" }).getByLabel("Germany").check();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/grade=B/);
  await expect(page).toHaveURL(/country=Germany/);
  const total = page.getByRole("status").filter({ hasText: /leads$/ });
  const counted = await page.request.get("/v1/work?status=new,claimed&grade=B&country=Germany&limit=1");
  const words = `${((await counted.json()) as { total: number }).total.toLocaleString("en-GB")} leads`;
  await expect(total).toHaveText(words);

  const other = await context.newPage();
  await enter(context, baseURL ?? "", { world });
  await other.goto(page.url());
  await expect(other.getByRole("status").filter({ hasText: words })).toBeVisible();
  await expect(other.getByText("Germany").first()).toBeVisible();
  await other.close();

  await page.goBack();
  await expect(page).not.toHaveURL(/country=Germany/);
});

test("saves a view as a tab, and removes it", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  await page
    .getByRole("group", { name: "Grades" })
    .getByRole("button", { name: /Grade A/ })
    .click();
  await page.getByRole("button", { name: "Save as a view" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("My best");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const tab = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "My best" });
  await expect(tab).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: "What to do with the view My best" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(tab).toHaveCount(0);
});

test("shows names to those who may see them, asks for each once, and pseudonyms to others", async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.pathname === "/v1/persons") asked.push(...(url.searchParams.get("leads") ?? "").split(","));
  });
  await openList(page, baseURL ?? "", { role: "representative" });
  await expect(row(page, 0)).not.toContainText("Lead ");
  await page.mouse.move(500, 500);
  await page.mouse.wheel(0, 3000);
  await page.waitForTimeout(600);
  await page.mouse.wheel(0, -3000);
  await page.waitForTimeout(600);
  expect(new Set(asked).size).toBe(asked.length);

  const before = asked.length;
  await page.context().addCookies([{ name: "mock_role", value: "viewer", url: baseURL ?? "" }]);
  await page.goto("/work");
  await expect(row(page, 0)).toContainText(/Lead [0-9A-Z]{4}/);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  expect(asked.length).toBe(before);
});

test("opens a lead, its steps, and comes back to the same place", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  for (let n = 0; n < 5; n++) await page.keyboard.press("j");
  const lead = await page.locator("[role=row][data-focused]").getAttribute("data-key");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/leads/${lead}`));
  await expect(page.getByRole("heading", { name: "Why this score" })).toBeVisible();
  await page.getByRole("region", { name: "What happened" }).getByRole("button").first().click();
  await expect(page).toHaveURL(/entry=\d+/);
  await expect(page.getByRole("region", { name: /^Step/ })).toBeVisible();
  await page.getByRole("button", { name: "Why this score as a table" }).click();
  await expect(page.getByRole("cell", { name: "The average lead" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Why this score as CSV" }).click();
  expect((await download).suggestedFilename()).toBe("why-this-score.csv");
  const tabs = page.getByRole("navigation", { name: "About this lead" });
  await expect(tabs.locator("[aria-current]")).toHaveText(["Score and story"]);
  await tabs.getByRole("link", { name: "Sources" }).click();
  await expect(tabs.locator("[aria-current]")).toHaveText(["Sources"]);
  await page.goBack();
  await expect(tabs.locator("[aria-current]")).toHaveText(["Score and story"]);
  await page.keyboard.press("Escape");
  await expect(page.locator(`[data-key="${lead}"]`)).toHaveAttribute("data-focused", "true");
});

test("keeps nothing of a lead that was deleted, by oneself or by others", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  const open = async () => {
    await row(page, 0).dblclick();
    await expect(page.getByRole("heading", { name: "Why this score" })).toBeVisible();
    const name = page.getByRole("heading", { level: 1 });
    await expect(name).not.toContainText("Lead ");
    return name.innerText();
  };
  const mine = await open();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Delete this lead" }).click();
  await page.getByLabel("Type “delete” to go on").fill("delete");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(toast(page)).toContainText("The lead is deleted");
  await expect(page).toHaveURL(/\/leads$/);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expect(page.getByText(mine)).toHaveCount(0);

  await page.goto("/work");
  const others = await open();
  await page.getByText("Live", { exact: true }).waitFor();
  const lead = new URL(page.url()).pathname.split("/").pop() ?? "";
  await page.request.delete(`/v1/leads/${lead}`, { headers: { "X-Prox-Page": "1" } });
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expect(page.getByText(others)).toHaveCount(0);
  expect(await page.title()).not.toContain(others);
  await page.goBack();
  await expect(page.locator(`[data-key="${lead}"]`)).toHaveCount(0);
});

test("finds and acts by the palette", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("combobox", { name: "Search and commands" });
  await palette.fill("mark");
  await expect(page.getByRole("option", { name: /as contacted/ })).toBeVisible();
  await palette.fill("astrid");
  await expect(page.getByRole("option", { name: /Astrid/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/leads\/lead_/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Astrid");
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(page).toHaveURL(/\/models/);
});

test("works on a phone", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    baseURL: baseURL ?? "",
  });
  const page = await context.newPage();
  await enter(context, baseURL ?? "", { world: `phone-${process.pid}` });
  await page.goto("/work?view=free");
  const card = page.getByRole("article").first();
  await expect(card).toBeVisible();
  await card.getByRole("button", { name: "Claim" }).tap();
  await expect(card).toContainText("Claimed");
  await page.getByRole("button", { name: "More" }).tap();
  await page.getByRole("dialog").getByRole("link", { name: "Models" }).tap();
  await expect(page).toHaveURL(/\/models/);
  await context.close();
});

test("goes on by itself after the server was away", async ({ page, baseURL }) => {
  await openList(page, baseURL ?? "");
  await page.context().setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await expect(row(page, 0)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline.")).toHaveCount(0);
});

test("holds few rows of a long list, and moves nothing", async ({ page, baseURL }) => {
  const complaints = await listen(page, baseURL ?? "");
  await openList(page, baseURL ?? "");
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
            if (!entry.hadRecentInput) sum += entry.value;
          }
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );
  expect(shift).toBeLessThan(0.05);
  const rows = await page.getByRole("row").count();
  expect(rows).toBeLessThan(60);
  for (let n = 0; n < 12; n++) {
    await page.mouse.move(500, 500);
    await page.mouse.wheel(0, 4000);
    await page.waitForTimeout(60);
  }
  await expect
    .poll(async () => Number(await page.getByRole("row").last().getAttribute("aria-rowindex")))
    .toBeGreaterThan(100);
  expect(complaints.errors).toEqual([]);
});
