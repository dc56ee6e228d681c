import { expect, test, type Browser, type Page } from "@playwright/test";
import type { Item, Lead, Role, Said, WorkPage } from "@/api/types";
import { ask, NO_COMPLAINTS, PASSWORD, signIn, upload, watch } from "./support";

/** Colleagues: a representative who works the list and nothing else, a viewer who learns no name. */

const NAMES = ["Ottilie Winterfeld", "Bruno Castellan", "Mirja Halonen"];

const LIST =
  "Email,First name,Last name,Job title,Company,Country,Phone\n" +
  NAMES.map((name, n) => {
    const [given = "", last = ""] = name.split(" ");
    return `${given.toLowerCase()}@team${n}.example,${given},${last},Head of Sales,Team ${n},${n === 1 ? "France" : "Germany"},+49 30 998877${n}\n`;
  }).join("");

test.describe.configure({ mode: "serial" });

let page: Page;
let representative: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await signIn(page);
});

/** Invites a colleague as an administrator does, who then comes in by the link. */
async function invite(browser: Browser, name: string, email: string, role: string): Promise<Page> {
  await page.goto("/settings/users");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite a colleague" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: role, exact: true }).click();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const shown = page.getByRole("dialog", { name: "The link" });
  const link = await shown.getByText(/\/sign-in\/link\//).innerText();
  await shown.getByRole("button", { name: "Done" }).click();

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(link.trim());
  await expect(theirs.getByRole("heading", { name: "You are invited" })).toBeVisible();
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs).not.toHaveURL(/sign-in/);
  return theirs;
}

const leadOf = async (who: Page, words: string): Promise<Item | undefined> =>
  (await ask<WorkPage>(who.request, `/v1/work?q=${encodeURIComponent(words)}`)).items[0];

test("an administrator brings leads in and invites a representative", async ({ browser }) => {
  await upload(page, "team.csv", LIST, "Team");
  await page.getByRole("button", { name: "Check without importing" }).click();
  await page.getByRole("button", { name: `Import ${NAMES.length} leads` }).click();
  await expect(page.getByRole("button", { name: "Take it back" })).toBeVisible();
  await expect.poll(async () => (await leadOf(page, "winterfeld"))?.score ?? -1).toBeGreaterThanOrEqual(0);
  representative = await invite(browser, "Rosa Ekdahl", "rosa@prox.example", "Representative");
});

test("the representative works the list", async () => {
  const complaints = await watch(representative);
  await representative.goto("/work");
  await representative.getByRole("searchbox").fill("winterfeld");
  await expect(representative).toHaveURL(/q=winterfeld/);
  const row = representative.locator("[data-row]");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Ottilie Winterfeld");

  await representative.goto("/work?country=France&source=Team");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Bruno Castellan");

  await representative.goto("/work?q=winterfeld");
  await row.click();
  await representative.keyboard.press("c");
  await expect(representative.getByText("You claimed")).toBeVisible();
  await representative.keyboard.press("z");
  await expect(representative.getByText("Undone")).toBeVisible();
  await expect(row).toContainText("Nobody");
  await representative.reload();
  await expect(row).toContainText("Nobody");
  await row.click();
  await representative.keyboard.press("c");
  await expect(row).toContainText("Claimed");
  await representative.keyboard.press("e");
  await expect(row).toContainText("Contacted");
  await representative.keyboard.press("s");
  await representative.getByRole("menuitem", { name: /Disqualified/ }).click();
  const dialog = representative.getByRole("dialog", { name: "Why is it no lead?" });
  await dialog.getByLabel("No budget").check();
  await dialog.getByLabel("Note").fill("asks again in spring");
  await dialog.getByRole("button", { name: "Mark as disqualified" }).click();
  await expect(row).toContainText("Disqualified");

  // The row shows it before the server has answered.
  await expect
    .poll(async () => (await leadOf(representative, "winterfeld"))?.status, { intervals: [100] })
    .toBe("disqualified");
  const item = await leadOf(representative, "winterfeld");
  expect(item?.ownerName).toBe("Rosa Ekdahl");
  const { feedback } = await ask<{ feedback: Said[] }>(representative.request, `/v1/work/${item?.lead}/feedback`);
  expect(feedback[0]).toMatchObject({ status: "disqualified", reason: "no-budget", note: "asks again in spring" });
  await representative.goto(`/leads/${item?.lead}`);
  await expect(representative.getByText(/^Disqualified ·/)).toHaveText(["Disqualified · you, no budget"]);
  await expect(representative.getByText("asks again in spring")).toBeVisible();
  expect(complaints).toEqual(NO_COMPLAINTS);
});

test("the representative sees no settings of others, no audit, no import", async () => {
  const pages = representative.getByRole("navigation", { name: "Pages" });
  await representative.goto("/work");
  await expect(pages.getByRole("link", { name: "Work list" })).toBeVisible();
  for (const hidden of ["Import", "Audit", "System"])
    await expect(pages.getByRole("link", { name: hidden })).toHaveCount(0);
  for (const path of ["/audit", "/import", "/settings/users", "/settings/keys", "/system"]) {
    await representative.goto(path);
    await expect(representative.getByText("This page is not for your role")).toBeVisible();
  }
  for (const path of ["/v1/audit", "/v1/users", "/v1/keys", "/v1/imports", "/v1/system", "/v1/work/export.csv"]) {
    expect((await representative.request.get(path)).status(), path).toBe(403);
  }
});

test("a viewer learns no name, address or number", async ({ browser }) => {
  const viewer = await invite(browser, "Vito Arden", "vito@prox.example", "Viewer" satisfies Capitalize<Role>);
  const heard: string[] = [];
  viewer.on("response", (response) => {
    if (response.url().includes("/v1/") && !response.url().includes("/v1/work/changes"))
      void response.text().then(
        (text) => heard.push(text),
        () => undefined,
      );
  });
  const item = await leadOf(page, "halonen");
  const lead = item?.lead ?? "";
  await viewer.goto("/work");
  await expect(viewer.locator("[data-row]").first()).toContainText(/Lead [0-9A-Z]{4}/);
  await viewer.goto(`/leads/${lead}`);
  await expect(viewer.getByText("Who this is stays hidden")).toBeVisible();
  await viewer.goto(`/leads/${lead}?tab=sources`);
  await expect(viewer.getByText("Said by").first()).toBeVisible();
  await viewer.goto(`/leads/${lead}?tab=raw`);
  await expect(viewer.getByText("On the work list").first()).toBeVisible();
  heard.push(JSON.stringify(await ask<Lead>(viewer.request, `/v1/leads/${lead}`)));
  heard.push(JSON.stringify(await ask<WorkPage>(viewer.request, "/v1/work?limit=200")));
  expect(heard.join("\n")).toContain(lead);
  for (const secret of ["Halonen", "Mirja", "mirja@", "9988772", "Winterfeld", "Castellan"]) {
    expect(heard.join("\n").toLowerCase(), secret).not.toContain(secret.toLowerCase());
  }
  expect((await viewer.request.get(`/v1/persons?leads=${lead}`)).status()).toBe(403);
});
