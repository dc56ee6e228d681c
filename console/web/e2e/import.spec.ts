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
  const saved = page.waitForRequest(
    (request) =>
      request.method() === "PUT" && request.url().endsWith("/mapping") && !!request.postData()?.includes("USD"),
  );
  await page.getByLabel("An amount that names no currency").fill("us");
  await page.getByLabel("An amount that names no currency").fill("usd");
  expect((await saved).postDataJSON()).toMatchObject({ dateOrder: "month-day-year", currency: "USD" });

  await page.reload();
  await expect(page.getByLabel("03/04/2026 is")).toHaveValue("month-day-year");
  await expect(page.getByLabel("An amount that names no currency")).toHaveValue("USD");
});

test("lets what is left of a file be forgotten", async ({ page, context, baseURL }, { testId }) => {
  await enter(context, baseURL ?? "", { world: testId });
  await page.goto("/import");
  await page.getByRole("link", { name: "web-form.csv" }).click();
  await expect(page.getByText("The file itself is gone, since its rows are in.")).toBeVisible();
  await page.getByText(/^\d+ columns/).click();
  await expect(page.getByRole("columnheader", { name: "Column" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Samples" })).toHaveCount(0);
  const download = page.getByRole("button", { name: "All refused rows with their reasons" });
  await expect(download).toBeVisible();

  await page.getByRole("button", { name: "Forget the refused rows" }).click();

  await expect(page.getByText("The file and its refused rows are forgotten.")).toBeVisible();
  await expect(download).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Forget the refused rows" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Take it back" })).toBeVisible();
});
