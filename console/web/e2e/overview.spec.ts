import { expect, test, type Page } from "@playwright/test";
import { enter } from "./support";

/** Each number of the overview opens the list of what it counts. */

async function open(page: Page, baseURL: string): Promise<void> {
  await enter(page.context(), baseURL);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/overview?days=30");
  await expect(page.getByRole("heading", { name: "Needs you" })).toBeVisible();
}

const numberIn = (text: string | null) => Number(/[\d,]+/.exec(text ?? "")?.[0].replaceAll(",", ""));
/** How many leads the list says it has. */
const listed = (page: Page) => page.getByRole("status").filter({ hasText: /^[\d,]+ leads?$/ });

async function expectListed(page: Page, leads: number): Promise<void> {
  await expect(listed(page)).toHaveText(`${leads.toLocaleString("en-GB")} ${leads === 1 ? "lead" : "leads"}`);
}

for (const { figure, counts } of [
  { figure: "New leads", counts: "New leads" },
  { figure: "Qualified", counts: "Qualified" },
  { figure: "Converted", counts: "Converted" },
  // An amount, of the leads that converted.
  { figure: "Revenue", counts: "Converted" },
]) {
  test(`the figure ${figure} opens the leads that it counts`, async ({ page, baseURL }) => {
    await open(page, baseURL ?? "");
    const stat = (name: string) => page.getByRole("link", { name: new RegExp(`^${name}`) });
    const leads = numberIn(await stat(counts).locator("b").textContent());
    expect(leads).toBeGreaterThan(0);

    await stat(figure).click();

    await expectListed(page, leads);
  });
}

for (const part of ["Needs you", "What changed"]) {
  test(`each link of “${part}” opens what it tells of`, async ({ page, baseURL }) => {
    await open(page, baseURL ?? "");
    const section = page.getByRole("region", { name: part });
    const links = section.getByRole("link");
    await expect.poll(() => links.count()).toBeGreaterThan(2);
    const all = await links.evaluateAll((found) =>
      found.map((link) => ({
        href: link.getAttribute("href") ?? "",
        begins: link.querySelector("span")?.textContent ?? "",
      })),
    );

    for (const [at, { href, begins }] of all.entries()) {
      await links.nth(at).click();
      await expect(page).toHaveURL(href);
      if (/^\/(work|leads)\?/.test(href)) await expectListed(page, numberIn(begins));
      else if (href === "/system/rejected")
        await expect(page.getByText(/^19 records wait to be replayed/)).toBeVisible();
      else await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByText("could not be loaded")).toHaveCount(0);
      await page.goBack();
      await expect(section).toBeVisible();
    }
  });
}
