import { expect, test } from "@playwright/test";
import { enter, listen } from "./support";

/** Markup, script, formulas, turned and invisible text, and endless words, in every field that a page shows. */

for (const width of [1440, 390]) {
  test(`shows hostile strings as text, at ${width}`, async ({ page, context, baseURL }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 900 });
    const base = baseURL ?? "";
    await enter(context, base, { data: "hostile" });
    const complaints = await listen(page, base);
    const answer = await page.request.get("/v1/work?limit=40");
    const { items } = (await answer.json()) as { items: { lead: string; company?: string }[] };
    const leads = items.slice(0, 8).map((item) => item.lead);
    const company = items.find((item) => item.company)?.company ?? "x";
    const paths = [
      "/overview",
      "/work",
      "/leads",
      ...leads.map((lead) => `/leads/${lead}`),
      ...["account", "sources", "consent", "raw"].map((tab) => `/leads/${leads[0]}?tab=${tab}`),
      "/accounts",
      `/accounts/${encodeURIComponent(company)}`,
      "/import",
      "/import/import_1",
      "/models",
      "/models/model_3f9c2a71bb04",
      "/settings/you",
      "/settings/workspace",
      "/settings/hand-off",
      "/settings/users",
      "/settings/keys",
      "/settings/sources",
      "/system/rejected",
      "/audit",
    ];
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
      await page.waitForTimeout(150);
      expect
        .soft(
          await page.evaluate(
            () => document.querySelectorAll("main script, main img, main iframe, main object").length,
          ),
          path,
        )
        .toBe(0);
      expect
        .soft(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          `${path} scrolls sideways`,
        )
        .toBeLessThanOrEqual(0);
    }
    expect(await page.evaluate(() => "__pwned" in window)).toBe(false);
    expect(complaints).toEqual({ policy: [], external: [], errors: [] });
  });
}

test("takes hostile strings in addresses and in search for what they are", async ({ page, context, baseURL }) => {
  await enter(context, baseURL ?? "");
  const complaints = await listen(page, baseURL ?? "");
  for (const text of [
    "<script>window.__pwned=1</script>",
    "\u202etxt",
    "__proto__",
    "constructor",
    "' OR 1=1 --",
    "%00",
    "a".repeat(150),
  ]) {
    for (const path of [
      `/work?q=${encodeURIComponent(text)}`,
      `/work?status=${encodeURIComponent(text)}&source=${encodeURIComponent(text)}`,
      `/work?view=${encodeURIComponent(text)}`,
      `/leads/${encodeURIComponent(text)}`,
      `/settings/${encodeURIComponent(text)}`,
      `/sign-in?next=${encodeURIComponent("//evil.example/" + text)}`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
    }
  }
  expect(await page.evaluate(() => "__pwned" in window)).toBe(false);
  expect(complaints).toEqual({ policy: [], external: [], errors: [] });
});
