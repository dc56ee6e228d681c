import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { listen, type Complaints } from "../e2e/support";

/** Who signs in, and as what the address of ProX came. */
export const ADMINISTRATOR = { email: "admin@prox.example", name: "Ada Lindqvist" };

export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the journeys by ./prox check journeys`);
  return value;
}

export const URL_OF_PROX = setting("PROX_URL").replace(/\/$/, "");
export const PASSWORD = setting("PROX_PASSWORD");

/** Hears what a page complains of: nothing is what every journey must end with. */
export async function watch(page: Page): Promise<Complaints> {
  return listen(page, URL_OF_PROX);
}

export const NO_COMPLAINTS: Complaints = { policy: [], external: [], errors: [] };

export async function signIn(page: Page, email = ADMINISTRATOR.email): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Asks the API as the page would, with its session. */
export async function ask<T>(request: APIRequestContext, path: string): Promise<T> {
  // The server may close a connection that lay idle right when it is used again.
  const answer = await request.get(path, { maxRetries: 2 });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
  return (await answer.json()) as T;
}

/** Brings a file in as a person does; returns when the import's own page shows its columns. */
export async function upload(page: Page, name: string, content: string, source: string): Promise<string> {
  await page.goto("/import");
  await page.getByRole("combobox", { name: "Where is it from?" }).fill(source);
  await page.getByLabel("File to import").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await expect(page).toHaveURL(/\/import\/import_/);
  await expect(page.getByRole("group", { name: "Columns of the file" })).toBeVisible();
  return new URL(page.url()).pathname.split("/").pop() ?? "";
}

/** The number above some words in what an import did or would do. */
export async function counted(page: Page, words: string): Promise<number> {
  const shown = page.getByText(words, { exact: true }).locator("xpath=ancestor-or-self::*[preceding-sibling::b][1]/..");
  const number = await shown.locator("b").innerText();
  return Number(number.replace(/\D/g, ""));
}

/**
 * Has a role killed in the midst of what it does (all of ProX, where that is one process), and waits until it answers
 * again. Nothing where nobody listens for that.
 *
 * @param midst returns when it is the time for that
 * @returns when it was killed, or a moment before
 */
export async function kill(
  request: APIRequestContext,
  role: "ingestion" | "scoring" | "console",
  midst: () => Promise<void> = () => Promise.resolve(),
): Promise<Date | undefined> {
  const killer = process.env.PROX_KILLER;
  if (killer === undefined) return undefined;
  await midst();
  const at = new Date();
  const answer = await request.post(`${killer}/kill/${role}`, { timeout: 300_000 });
  expect(answer.ok(), `${role} was not killed and started again: ${await answer.text()}`).toBe(true);
  return at;
}
