import type { BrowserContext, Page } from "@playwright/test";

/** Signs in as the mock's administrator, or as somebody of another role, in a world of one's own. */
export async function enter(
  context: BrowserContext,
  baseURL: string,
  cookies: Record<string, string> = {},
): Promise<void> {
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name: `mock_${name}`, value, url: baseURL })),
  );
  const answer = await context.request.post(`${baseURL}/v1/links/demo`, {
    data: {},
    headers: { "X-Prox-Page": "1" },
  });
  if (!answer.ok()) throw new Error(`The mock let nobody in: ${answer.status()}`);
}

/** What a page complains of, gathered while it lives. */
export type Complaints = { policy: string[]; external: string[]; errors: string[] };

export async function listen(page: Page, baseURL: string): Promise<Complaints> {
  const found: Complaints = { policy: [], external: [], errors: [] };
  await page.exposeFunction("proxTold", (words: string) => found.policy.push(words));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const told = (window as unknown as { proxTold: (words: string) => void }).proxTold;
      told(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL) && !url.startsWith("data:") && !url.startsWith("blob:")) found.external.push(url);
  });
  page.on("pageerror", (error) => found.errors.push(String(error)));
  page.on("dialog", (dialog) => {
    found.errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return found;
}
