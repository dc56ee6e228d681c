import { test as base, expect, type Page } from "@playwright/test";
import { Door, Site } from "./door";

/** Each test has a door and a site of its own, of different origins. */
export const test = base.extend<{ door: Door; site: Site }>({
  door: async ({}, use) => {
    const door = await new Door().start();
    await use(door);
    door.stop();
    // The server keeps a message aside whose id it knows with another content.
    expect(door.contradictions).toEqual([]);
  },
  site: async ({ door }, use) => {
    const site = await new Site(door).start();
    await use(site);
    site.stop();
  },
});

export { expect };

/** Names of events that were taken, in their order: `page`, `Page Left`. */
export function names(door: Door): string[] {
  return door.events.map(({ event, type }) => event ?? type);
}

/** Does something with `window.prox`, after it is there. */
export async function call(page: Page, name: string, ...values: unknown[]): Promise<unknown> {
  await ready(page);
  return page.evaluate(
    ([method, given]) =>
      (window as never as { prox: Record<string, (...v: unknown[]) => unknown> }).prox[method]!(...given),
    [name, values] as const,
  );
}

export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => "track" in ((window as { prox?: object }).prox ?? {}));
}

/** All that lies in the browser for the site. */
export async function stored(page: Page): Promise<string[]> {
  const local = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => String(name)),
  ]);
  return [...local, ...(await page.context().cookies()).map(({ name }) => name)];
}
