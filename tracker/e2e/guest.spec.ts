import { call, expect, names, ready, stored, test } from "./support";

test("lives with the strictest policy, and with bytes held to a hash", async ({ page, door, site }) => {
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  const policy = [
    "default-src 'none'",
    `script-src ${door.script}`,
    `connect-src ${door.origin}/v1/batch`,
    "img-src data:",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  await page.goto(site.put("/strict", { headers: { "Content-Security-Policy": policy } }));
  await expect.poll(() => names(door)).toEqual(["page"]);
  await call(page, "track", "Event");
  await expect.poll(() => names(door)).toEqual(["page", "Event"]);
  await page.goto(`${door.origin}/nothing`);
  await expect.poll(() => names(door)).toEqual(["page", "Event", "Page Left"]);

  expect(complaints).toEqual([]);
});

test("is not run where its bytes are others", async ({ page, door, site }) => {
  const script = (integrity: string) =>
    `<script async src="${door.script}" integrity="${integrity}" crossorigin="anonymous" data-key="browser_key"></script>`;
  // Browsers that know modules pass over the script that each page of the site has.
  const usual = { install: "nomodule" };
  await page.goto(site.put("/tampered", { ...usual, head: script("sha384-" + "A".repeat(64)) }));
  await page.waitForLoadState("load");
  expect(await page.evaluate(() => "prox" in window)).toBe(false);

  await page.goto(site.put("/true", { ...usual, head: script(door.integrity) }));
  await ready(page);
});

const BLOCKED = {
  "all that stores": () => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    }
    Object.defineProperty(Document.prototype, "cookie", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  },
  "what newer browsers can do": () => {
    for (const name of ["locks", "sendBeacon", "doNotTrack", "globalPrivacyControl", "language"]) {
      Object.defineProperty(Navigator.prototype, name, { value: undefined });
    }
    for (const name of ["navigation", "AbortController", "performance"]) {
      Object.defineProperty(window, name, { value: undefined });
    }
    Object.defineProperty(Crypto.prototype, "randomUUID", { value: undefined });
    Object.defineProperty(Crypto.prototype, "getRandomValues", { value: undefined });
  },
  "every change of what is built in": () => {
    [history, navigator, document, History.prototype, Object.prototype, Array.prototype, JSON].forEach((each) =>
      Object.freeze(each),
    );
    Object.defineProperty(window, "navigation", { value: undefined });
  },
};

for (const [what, block] of Object.entries(BLOCKED)) {
  test(`works where a page does without ${what}`, async ({ page, door, site }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.addInitScript(block);
    await page.goto(site.put("/bare", {}));
    await ready(page);
    await call(page, "track", "Event");
    await page.evaluate(() => history.pushState(null, "", "/bare/2"));
    await call(page, "track", "Last");
    await expect.poll(() => names(door)).toContain("Last");

    expect(names(door)).toContain("page");
    expect(new Set(door.events.map(({ anonymousId }) => anonymousId)).size).toBe(1);
    expect(door.events[0]!.anonymousId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(errors).toEqual([]);
  });
}

test("remembers by a cookie where there is no storage", async ({ page, context, door, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.goto(site.put("/cookie", {}));
  await call(page, "identify", "ünser-1");
  const id = await call(page, "id");
  await page.reload();
  await ready(page);

  expect(await call(page, "id")).toBe(id);
  expect((await context.cookies()).map(({ name, sameSite, path }) => [name, sameSite, path]).sort()).toEqual([
    ["prox_id", "Lax", "/"],
    ["prox_user", "Lax", "/"],
  ]);
  await call(page, "track", "Event");
  await expect.poll(() => door.named("Event").map(({ userId }) => userId)).toEqual(["ünser-1"]);
  await call(page, "consent", false);
  expect((await context.cookies()).map(({ name, value }) => [name, value])).toEqual([["prox_consent", "no"]]);
});

test("works in a frame that may do nothing", async ({ page, door, site }) => {
  site.put("/inner", {});
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const body = '<iframe sandbox="allow-scripts" src="/inner"></iframe>';
  await page.goto(site.put("/outer", { body }));
  await expect
    .poll(() =>
      door
        .named("page")
        .map(({ properties: { path } }) => path)
        .sort(),
    )
    .toEqual(["/inner", "/outer"]);

  expect(errors).toEqual([]);
});

test("waits with a page that was made ready until somebody looks at it", async ({ page, door, site }) => {
  await page.addInitScript(() => {
    let prerendering = true;
    Object.defineProperty(document, "prerendering", { get: () => prerendering });
    addEventListener("look", () => {
      prerendering = false;
      document.dispatchEvent(new Event("prerenderingchange"));
    });
  });
  await page.goto(site.put("/ahead", {}));
  await page.waitForLoadState("load");
  expect(await page.evaluate(() => "prox" in window)).toBe(false);

  await page.evaluate(() => dispatchEvent(new Event("look")));
  await expect.poll(() => names(door)).toEqual(["page"]);
});

test("does nothing the second time that it is loaded", async ({ page, door, site }) => {
  const again = `<script async src="${door.script}" crossorigin="anonymous" data-key="browser_other"></script>`;
  await page.goto(site.put("/twice", { head: again }));
  await page.waitForLoadState("load");
  await call(page, "track", "Event");
  await expect.poll(() => door.named("Event").length).toBe(1);

  expect(names(door).sort()).toEqual(["Event", "page"]);
  expect(new Set(door.batches.map(({ writeKey }) => writeKey)).size).toBe(1);
});

test("leaves the page as it was", async ({ page, door, site }) => {
  const head = `<script>
    const shape = (thing) => Object.getOwnPropertyNames(thing).map((name) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(thing, name);
      return [name, typeof value === "function" ? value : 0, get, set];
    });
    const things = () => [History.prototype, Navigator.prototype, Document.prototype, Element.prototype, EventTarget.prototype,
      HTMLFormElement.prototype, Array.prototype, Object.prototype, Storage.prototype, history, navigator, document, fetch, JSON].map(shape);
    window.before = things();
    window.things = things;
    window.globals = [...Object.getOwnPropertyNames(window), "globals"];
  </script>`;
  const body = `<div id="prox"></div><a href="https://elsewhere.example/" onclick="return false" style="color: red">Away</a>
    <form onsubmit="return false"><input name="a"></form>`;
  await page.goto(site.put("/host", { head, body }));
  await expect.poll(() => names(door)).toEqual(["page"]);
  const markup = await page.content();
  await page.click("a");
  await page.evaluate(() => document.forms[0]!.requestSubmit());
  await expect.poll(() => names(door)).toEqual(["page", "Link Clicked", "Form Submitted"]);

  expect(await page.content()).toBe(markup);
  const { changed, added } = await page.evaluate(() => {
    const own = window as never as { before: unknown[][][]; things: () => unknown[][][]; globals: string[] };
    const flat = (all: unknown[][][]) => all.flat(2);
    const now = flat(own.things());
    return {
      changed:
        flat(own.before).filter((each, place) => each !== now[place]).length + now.length - flat(own.before).length,
      added: Object.getOwnPropertyNames(window).filter((name) => !own.globals.includes(name)),
    };
  });
  expect(changed).toBe(0);
  expect(added.filter((name) => name !== "prox" && !/^\d+$/.test(name) && !name.startsWith("__"))).toEqual([]);
  expect(await stored(page)).toEqual(["prox_id"]);
});
