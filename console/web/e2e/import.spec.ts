import { expect, test } from "@playwright/test";
import { enter } from "./support";

test("asks how dates and amounts are written, and keeps the answer", async ({ page, context, baseURL }, { testId }) => {
  await enter(context, baseURL ?? "", { world: testId });
  await page.goto("/import");
  await page.getByRole("combobox", { name: "Where is it from?" }).fill("Fair");
  const file = {
    name: "fair.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Email,Created\na@b.example,03/04/2026\n"),
  };
  await page.getByLabel("File to import").setInputFiles(file);
  await page.getByLabel("03/04/2026 is").selectOption("March 4: the month comes first");
  const saved = page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("/mapping"));
  await page.getByLabel("An amount that names no currency").fill("us");
  await page.getByLabel("An amount that names no currency").fill("usd");
  expect((await saved).postDataJSON()).toMatchObject({ dateOrder: "month-day-year", currency: "USD" });

  await page.reload();
  await expect(page.getByLabel("03/04/2026 is")).toHaveValue("month-day-year");
  await expect(page.getByLabel("An amount that names no currency")).toHaveValue("USD");
});
