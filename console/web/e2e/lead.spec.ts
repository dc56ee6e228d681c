import { expect, test } from "@playwright/test";
import { enter } from "./support";

/** The page of one lead, also where a part of it cannot be read. */

test("says of each part that it could not be loaded, and loads it when asked", async ({ page, context, baseURL }) => {
  await enter(context, baseURL ?? "");
  const answer = await page.request.get("/v1/work?limit=1");
  const { items } = (await answer.json()) as { items: { lead: string }[] };
  const lead = items[0]?.lead ?? "";
  const paths = [`/v1/leads/${lead}`, `/v1/work/${lead}/feedback`, "/v1/persons"];
  await context.addCookies([{ name: "mock_fail", value: paths.join(","), url: baseURL ?? "" }]);

  await page.goto(`/leads/${lead}`);
  for (const what of [
    "Who this is",
    "The reasons",
    "How the score changed",
    "The steps of the score",
    "What sources said",
    "What colleagues said",
  ]) {
    await expect(page.getByRole("alert").filter({ hasText: `${what} could not be loaded.` })).toBeVisible();
  }
  const tabs = page.getByRole("navigation", { name: "About this lead" });
  for (const tab of ["Sources", "Consent"]) {
    await tabs.getByRole("link", { name: tab }).click();
    await expect(page.getByRole("heading", { name: "What sources said could not be loaded" })).toBeVisible();
  }

  await context.clearCookies({ name: "mock_fail" });
  await page
    .getByRole("alert")
    .filter({ hasText: "What sources said" })
    .getByRole("button", { name: "Try again" })
    .click();
  await expect(page.getByText("Lawful basis")).toBeVisible();
  await tabs.getByRole("link", { name: "Score and story" }).click();
  const alert = page.getByRole("alert");
  while ((await alert.count()) > 0) {
    const before = await alert.count();
    await alert.first().getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => alert.count()).toBeLessThan(before);
  }
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Lead ");
  await expect(page.getByRole("heading", { name: "Why this score" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Score over time" })).toBeVisible();
  await expect(page.getByRole("region", { name: "What happened" }).getByText("The first score")).toBeVisible();
});

test("opens the step that an address names, also where it is not among those that are loaded", async ({
  page,
  context,
  baseURL,
}) => {
  await enter(context, baseURL ?? "");
  const answer = await page.request.get("/v1/work?limit=1");
  const { items } = (await answer.json()) as { items: { lead: string }[] };
  const lead = items[0]?.lead ?? "";
  await page.route(`**/v1/leads/${lead}/ledger?*`, async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set("limit", "1");
    await route.fulfill({ response: await route.fetch({ url: url.href }) });
  });

  await page.goto(`/leads/${lead}?entry=1`);

  const step = page.getByRole("region", { name: "Step 1", exact: true });
  await expect(step.getByRole("heading", { name: "The first score" })).toBeVisible();
  await expect(step.getByRole("heading", { name: "Why this score then" })).toBeVisible();
  await expect(page.getByText("earlier ones are not loaded yet").first()).toBeVisible();
  await step.getByRole("button", { name: "Close the step" }).click();
  await expect(page).toHaveURL(`/leads/${lead}`);

  await page.goto(`/leads/${lead}?entry=999`);
  await expect(page.getByText("No such entry.")).toBeVisible();
});
