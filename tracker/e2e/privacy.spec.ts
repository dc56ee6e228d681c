import type { Page } from "@playwright/test";
import type { Door } from "./door";
import { call, expect, names, ready, stored, test } from "./support";

const REQUIRED = { install: 'data-consent="required"' };

/** Nothing comes, although there was time enough for all that would. */
async function staysSilent(page: Page, door: Door): Promise<void> {
  await page.clock.runFor(40 * 60_000);
  await page.goto("about:blank");
  // What would have been sent has a way of its own; a request that is answered after it shows that it is none.
  await page.goto(`${door.origin}/nothing`);
  expect(door.batches).toEqual([]);
}

test("stores and sends nothing until consent is given, then what waited", async ({ page, door, site }) => {
  await page.clock.install();
  site.usual = REQUIRED;
  await page.goto(site.put("/ask", {}));
  await ready(page);
  await call(page, "identify", "user-1", { plan: "pro" });
  for (let count = 0; count < 60; count++) {
    await call(page, "track", `Event ${count}`);
  }
  await call(page, "flush");
  await page.clock.runFor(10_000);

  expect(await stored(page)).toEqual([]);
  expect(await call(page, "id")).toBe("");
  expect(door.batches).toEqual([]);

  await call(page, "consent", true);
  await page.clock.runFor(2_000);
  await expect.poll(() => door.events.length).toBe(50);
  expect((await stored(page)).sort()).toEqual(["prox_consent", "prox_id", "prox_user"]);
  expect(await call(page, "id")).toBe(door.events[0]!.anonymousId);
  // identify, the page and 60 events, of which the last 50 had room: the page came before the 50th
  expect(door.events[0]!.context.dropped).toBe(62 - 50);
  expect(door.events.slice(1).filter(({ context }) => "dropped" in context)).toEqual([]);
  expect(names(door)).toContain("Event 59");
  expect(names(door)).not.toContain("Event 0");
  expect(new Set(door.events.map(({ userId }) => userId))).toEqual(new Set(["user-1"]));

  await page.goto(site.put("/next", {}));
  await page.clock.runFor(2_000);
  await expect.poll(() => door.named("page").map(({ properties: { path } }) => path)).toContain("/next");
});

test("sends nothing at all where nobody answers", async ({ page, door, site }) => {
  await page.clock.install();
  await page.goto(site.put("/ask", REQUIRED));
  await ready(page);
  await call(page, "track", "Event");
  await page.evaluate(() => history.pushState(null, "", "/ask/2"));

  await staysSilent(page, door);
});

test("remembers a no without a name, and takes away what was there", async ({ page, context, door, site }) => {
  await page.clock.install();
  site.usual = REQUIRED;
  await page.goto(site.put("/ask", {}));
  await call(page, "consent", true);
  await call(page, "identify", "user-1");
  await page.clock.runFor(2_000);
  await expect.poll(() => names(door).sort()).toEqual(["identify", "page"]);
  const id = await call(page, "id");
  const other = await context.newPage();
  await other.goto(site.put("/other", {}));
  await ready(other);
  await context.setOffline(true);
  await call(page, "track", "Taken back");
  await call(other, "track", "Taken back too");

  await call(page, "consent", false);
  await expect.poll(() => call(other, "id")).toBe("");
  expect(await stored(page)).toEqual(["prox_consent"]);
  expect(await page.evaluate(() => localStorage.getItem("prox_consent"))).toBe("no");
  await context.setOffline(false);
  const before = door.batches.length;
  await call(page, "track", "Unwanted");
  await call(page, "reset");
  await page.reload();
  await ready(page);
  await call(page, "track", "Unwanted");
  await page.clock.runFor(40 * 60_000);
  expect(await stored(page)).toEqual(["prox_consent"]);
  expect(door.batches.length).toBe(before);

  await call(page, "consent", true);
  await call(page, "track", "Wanted again");
  await page.clock.runFor(2_000);
  await expect.poll(() => names(door)).toContain("Wanted again");
  expect(names(door).filter((name) => /Unwanted|Taken back/.test(name))).toEqual([]);
  const again = door.named("Wanted again")[0]!;
  expect(again.anonymousId).not.toBe(id);
  expect(again.userId).toBeUndefined();
  expect(door.named("page").at(-1)!.anonymousId).toBe(again.anonymousId);
});

test("forgets who it was, and what waited, where a no is followed by a yes", async ({ page, context, door, site }) => {
  await page.goto(site.put("/change", { title: "Before" }));
  await call(page, "identify", "user-1");
  const id = await call(page, "id");
  await expect.poll(() => names(door).sort()).toEqual(["identify", "page"]);
  await context.setOffline(true);
  await call(page, "track", "Taken back");
  await call(page, "consent", false);
  await call(page, "track", "Unwanted");
  await context.setOffline(false);
  await call(page, "consent", true);
  await call(page, "track", "Wanted");
  await expect.poll(() => names(door)).toContain("Wanted");
  await page.goto(`${door.origin}/nothing`);
  await expect.poll(() => names(door)).toContain("Page Left");

  // the page is come to anew, with nothing of what was before
  expect(names(door).slice(2).sort()).toEqual(["Page Left", "Wanted", "page"]);
  const after = door.events.slice(2);
  expect(new Set(after.map(({ userId }) => userId))).toEqual(new Set([undefined]));
  expect(new Set(after.map(({ anonymousId }) => anonymousId)).size).toBe(1);
  expect(after[0]!.anonymousId).not.toBe(id);
});

for (const [signal, value] of [
  ["globalPrivacyControl", true],
  ["doNotTrack", "1"],
] as const) {
  test(`does nothing where the browser says ${signal}, whatever the page says`, async ({ page, door, site }) => {
    await page.clock.install();
    await page.goto(site.put("/before", {}));
    await ready(page);
    await page.clock.runFor(2_000);
    await expect.poll(() => door.batches.length).toBe(1);
    expect(await stored(page)).toEqual(["prox_id"]);
    await page.goto(`${door.origin}/nothing`);
    await expect.poll(() => door.named("Page Left").length).toBe(1);
    door.batches.length = 0;

    await page.addInitScript(([name, said]) => Object.defineProperty(Navigator.prototype, name, { get: () => said }), [
      signal,
      value,
    ] as const);
    await page.goto(site.put("/objecting", { body: '<a href="/a.pdf" onclick="return false">File</a>' }));
    await call(page, "consent", true);
    await call(page, "identify", "user-1");
    await call(page, "track", "Event");
    await call(page, "page");
    await call(page, "reset");
    await call(page, "flush");
    await page.click("a");
    await page.evaluate(() => history.pushState(null, "", "/objecting/2"));

    expect(await call(page, "id")).toBe("");
    expect(await stored(page)).toEqual([]);
    await staysSilent(page, door);
  });
}
