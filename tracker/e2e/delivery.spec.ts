import { call, expect, names, ready, stored, test } from "./support";

/** Pages that have events in the browser which nobody has taken. */
const unsent = (keys: string[]) => [
  ...new Set(keys.filter((key) => key.startsWith("prox_queue_")).map((key) => key.split("_")[2])),
];

test("delivers once what was done in ten minutes without a network", async ({ page, context, door, site }) => {
  await page.clock.install();
  await page.goto(site.put("/offline", {}));
  await ready(page);
  await page.clock.runFor(2_000);
  await expect.poll(() => names(door)).toEqual(["page"]);
  await context.setOffline(true);

  for (let minute = 0; minute < 10; minute++) {
    await call(page, "track", `Minute ${minute}`);
    await page.clock.runFor(60_000);
  }
  expect(names(door)).toEqual(["page"]);
  await context.setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect.poll(() => names(door).length).toBe(11);

  expect(names(door).slice(1)).toEqual([...Array(10).keys()].map((minute) => `Minute ${minute}`));
  await expect.poll(async () => unsent(await stored(page))).toEqual([]);
});

test("delivers what was done before a page was closed without a network", async ({ context, door, site }) => {
  const address = site.put("/closed", {});
  const first = await context.newPage();
  await first.goto(address);
  await ready(first);
  await expect.poll(() => names(door)).toEqual(["page"]);
  await context.setOffline(true);
  door.isGone = true;
  for (let count = 0; count < 150; count++) {
    await call(first, "track", `Before ${count}`);
  }
  await first.close({ runBeforeUnload: true });
  await expect.poll(() => context.pages().length).toBe(0);
  await context.setOffline(false);
  expect(names(door)).toEqual(["page"]);
  door.isGone = false;

  const second = await context.newPage();
  await second.goto(address);
  await ready(second);
  await expect.poll(() => door.events.length).toBe(153);
  await expect.poll(async () => unsent(await stored(second))).toEqual([]);

  expect(door.named("Page Left").length).toBe(1);
  expect(new Set(names(door)).size).toBe(152);
  expect(Math.max(...door.batches.map(({ batch }) => batch.length))).toBe(100);
  expect(new Set(door.events.map(({ anonymousId }) => anonymousId)).size).toBe(1);
});

test("takes over from a page that was killed, and from none that lives", async ({ context, door, site }) => {
  const address = site.put("/two", {});
  const living = await context.newPage();
  await living.goto(address);
  const killed = await context.newPage();
  await killed.goto(address);
  await ready(living);
  await ready(killed);
  await expect.poll(() => names(door)).toEqual(["page", "page"]);
  await context.setOffline(true);
  door.isGone = true;
  await call(living, "track", "Of the living");
  await call(killed, "track", "Of the killed");
  const client = await context.newCDPSession(killed);
  client.send("Page.crash").catch(() => undefined);
  await killed.waitForEvent("crash");
  await killed.close();
  expect(unsent(await stored(living)).length).toBe(2);
  await context.setOffline(false);
  door.isGone = false;

  const next = await context.newPage();
  await next.goto(address);
  await ready(next);
  await expect.poll(() => door.named("Of the killed").length).toBe(1);
  await expect.poll(() => door.named("Of the living").length).toBe(1);

  await expect.poll(async () => unsent(await stored(next))).toEqual([]);
  const sent = door.batches.flatMap(({ batch }) => batch).map(({ event }) => event);
  expect(sent.filter((event) => event === "Of the living").length).toBe(1);
});

test("keeps apart what two tabs have to say", async ({ context, door, site }) => {
  const pages = [await context.newPage(), await context.newPage()];
  for (const page of pages) {
    await page.goto(site.origin);
    await ready(page);
  }
  await context.setOffline(true);
  for (let count = 0; count < 5; count++) {
    await call(pages[0]!, "track", `One ${count}`);
    await call(pages[1]!, "track", `Two ${count}`);
  }
  expect(unsent(await stored(pages[0]!)).length).toBe(2);
  await context.setOffline(false);
  for (const page of pages) {
    await call(page, "flush");
  }

  await expect.poll(() => door.events.filter(({ type }) => type === "track").length).toBe(10);
  expect(new Set(door.events.map(({ anonymousId }) => anonymousId)).size).toBe(1);
});

test("waits as the server asks, and sends the same again", async ({ page, door, site }) => {
  await page.clock.install();
  door.answers = [{ status: 429, headers: { "Retry-After": "120" } }, { status: 503 }];
  await page.goto(site.origin);
  await ready(page);
  const aSecondLater = async () => {
    await page.clock.runFor(1_000);
    return names(door);
  };
  await expect.poll(aSecondLater, { intervals: [20], timeout: 50_000 }).toEqual(["page"]);

  expect(door.batches.map(({ batch }) => batch)).toEqual(Array(3).fill(door.batches[0]!.batch));
  const [first, second, third] = door.batches.map(({ sentAt }) => Date.parse(sentAt)) as [number, number, number];
  expect(second - first).toBeGreaterThanOrEqual(120_000);
  expect(second - first).toBeLessThan(125_000);
  expect(third - second).toBeLessThan(5_000);
});

test("halves what is too large", async ({ page, door, site }) => {
  await page.goto(site.put("/large", { install: 'data-pages="off"' }));
  await ready(page);
  door.answers = [{ status: 413 }, { status: 413 }];
  await page.evaluate(() => {
    const { prox } = window as never as { prox: { track: (name: string) => void } };
    for (let count = 0; count < 40; count++) {
      prox.track(`Event ${count}`);
    }
  });

  await expect.poll(() => door.events.length).toBe(40);
  expect(door.batches.map(({ batch }) => batch.length)).toEqual([40, 20, 10, 10, 10, 10]);
});

test("lets go of what is refused, and says so once", async ({ page, door, site }) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  door.answers = [{ status: 400, body: '{"detail":"1 of 1 events was refused"}' }, { status: 401 }];
  await page.goto(site.origin);
  await ready(page);
  await expect.poll(() => door.batches.length).toBe(1);
  await call(page, "track", "Second");
  await expect.poll(() => door.batches.length).toBe(2);
  await call(page, "track", "Third");
  await expect.poll(() => door.batches.length).toBe(3);

  expect(door.batches.map(({ batch }) => batch.map(({ event }) => event))).toEqual([
    [undefined],
    ["Second"],
    ["Third"],
  ]);
  expect(said.filter((text) => text.startsWith("prox.js"))).toEqual([
    'prox.js: events were refused with 400: {"detail":"1 of 1 events was refused"}',
  ]);
});

test("sends again after it was shown again from the browser's memory", async ({ playwright, door, site }) => {
  const browser = await playwright.chromium.launch({
    executablePath: process.env.PROX_CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: false,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  const page = await browser.newPage();
  await page.goto(site.put("/cached", {}));
  await ready(page);
  await expect.poll(() => names(door)).toEqual(["page"]);
  await page.evaluate(() => {
    addEventListener("pageshow", (event) => {
      (window as { wasKept?: boolean }).wasKept = event.persisted;
    });
  });
  await page.goto(site.put("/next", {}));
  await ready(page);
  page.evaluate(() => history.back()).catch(() => undefined);
  await page.waitForFunction(() => (window as { wasKept?: boolean }).wasKept === true);
  const held = () => page.evaluate(async () => (await navigator.locks.query()).held!.length);
  await expect.poll(held).toBe(1);
  await call(page, "track", "Back");

  await expect.poll(() => door.named("Back").length).toBe(1);
  await expect.poll(async () => unsent(await stored(page))).toEqual([]);
  expect(door.named("page").length).toBe(2);
  await browser.close();
});
