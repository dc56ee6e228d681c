import { call, expect, names, ready, test } from "./support";

test("tells of a page once it has its title, without a question beforehand", async ({ page, door, site }) => {
  await page.goto(site.put("/pricing", { title: "Pricing for ada@acme.example" }) + "?utm_source=news&email=a@b.c#x");
  await expect.poll(() => door.events.length).toBe(1);

  const [event] = door.events;
  const url = `${site.origin}/pricing?utm_source=news`;
  expect(event).toMatchObject({
    type: "page",
    properties: { url, path: "/pricing", referrer: "", title: "Pricing for -" },
    context: {
      library: { name: "prox.js", version: door.version },
      page: { url, path: "/pricing" },
      campaign: { source: "news" },
      locale: "en-GB",
    },
  });
  expect(event!.anonymousId).toMatch(/^[\da-f-]{36}$/);
  expect(Object.keys(event!.context).sort()).toEqual(["campaign", "library", "locale", "page"]);
  expect(door.batches[0]!.writeKey).toBe("browser_key");
  expect(door.headers[0]).toMatchObject({ "content-type": "text/plain;charset=UTF-8", origin: site.origin });
  expect(door.headers[0]).not.toHaveProperty("cookie");
  expect(door.headers[0]).not.toHaveProperty("referer");
});

for (const browser of ["with the Navigation API", "without it"]) {
  test(`follows a router, ${browser}`, async ({ page, door, site }) => {
    if (browser === "without it") {
      await page.addInitScript(() => {
        Object.defineProperty(window, "navigation", { value: undefined });
      });
    }
    await page.goto(site.put("/app", { title: "Start" }));
    await expect.poll(() => names(door)).toEqual(["page"]);

    const answer = await page.evaluate(() => {
      const said = history.pushState({ mine: 1 }, "", "/app/leads?page=1");
      document.title = "Leads";
      return [said, history.state] as unknown[];
    });
    await expect.poll(() => names(door)).toEqual(["page", "Page Left", "page"]);
    await page.evaluate(() => history.pushState(null, "", "#section"));
    await page.evaluate(() => history.replaceState(null, "", "/app/leads?page=2"));
    await expect.poll(() => names(door).length).toBe(5);
    await page.evaluate(() => (location.hash = "#/deep"));
    await expect.poll(() => names(door).length).toBe(7);
    await page.goBack();
    await expect.poll(() => names(door).length).toBe(9);

    expect(answer).toEqual([undefined, { mine: 1 }]);
    expect(door.named("page").map(({ properties: { url, title } }) => [url, title])).toEqual([
      [`${site.origin}/app`, "Start"],
      [`${site.origin}/app/leads?page=`, "Leads"],
      [`${site.origin}/app/leads?page=`, "Leads"],
      [`${site.origin}/app/leads?page=#/deep`, "Leads"],
      [`${site.origin}/app/leads?page=`, "Leads"],
    ]);
    expect(door.named("page")[1]!.properties.referrer).toBe(`${site.origin}/app`);
    expect(door.named("Page Left")[0]!.properties).toMatchObject({ path: "/app", depth: 100 });
    expect(door.named("Page Left")[0]!.context.page.url).toBe(`${site.origin}/app`);
  });
}

test("lets the router's own mistakes be", async ({ page, door, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "navigation", { value: undefined });
  });
  await page.goto(site.origin);
  await expect.poll(() => names(door)).toEqual(["page"]);

  const thrown = await page.evaluate(() => {
    try {
      history.pushState(null, "", "https://elsewhere.example/");
    } catch (mistake) {
      return (mistake as Error).name;
    }
    return "";
  });

  expect(thrown).toBe("SecurityError");
});

test("counts the seconds in which somebody looked, each once", async ({ page, door, site }) => {
  await page.clock.install();
  await page.goto(site.put("/long", { body: '<div style="height: 10000px">Long</div>' }));
  await ready(page);
  const show = (state: string) =>
    page.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { value: now, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);

  // 10 seconds there, 30 more until nobody seems to be, 20 alone
  await page.clock.runFor(10_000);
  await page.mouse.move(10, 10);
  await page.evaluate(() => window.scrollTo(0, 5_000 - window.innerHeight));
  await page.waitForFunction(() => window.scrollY > 0);
  await page.clock.runFor(50_000);
  await show("hidden");
  await page.clock.runFor(29 * 60_000);
  expect(door.named("Page Left")).toEqual([]);
  await page.clock.runFor(61_000);
  await page.clock.runFor(61_000);
  await expect.poll(() => door.named("Page Left").length).toBe(1);
  await show("visible");
  await page.clock.runFor(5_500);
  await page.goto("about:blank");
  await expect.poll(() => door.named("Page Left").length).toBe(2);

  const [first, second] = door.named("Page Left").map(({ properties }) => properties);
  expect(first).toMatchObject({ path: "/long", url: `${site.origin}/long`, depth: 50 });
  expect(first!.seconds).toBeGreaterThanOrEqual(40);
  expect(first!.seconds).toBeLessThanOrEqual(41);
  expect(second!.seconds).toBeGreaterThanOrEqual(5);
  expect(second!.seconds).toBeLessThanOrEqual(6);
});

test("tells of a page that is gone at once", async ({ page, door, site }) => {
  await page.goto(site.put("/short", {}));
  await ready(page);
  await page.goto("about:blank");

  await expect.poll(() => names(door).sort()).toEqual(["Page Left", "page"]);
  expect(door.named("Page Left")[0]!.properties).toEqual({
    seconds: 0,
    depth: 100,
    url: `${site.origin}/short`,
    path: "/short",
  });
});

test("sends the proof of a mail's link once, and leaves the address alone", async ({ page, door, site }) => {
  const address =
    site.put("/offer", { body: '<a href="/next?prox_p=TOKEN">Next</a>' }) + "?prox_p=TOKEN.abc-1&utm_source=x";
  await page.goto(address);
  await expect.poll(() => names(door)).toEqual(["page"]);
  // a page that tidies its address up is the same page
  await page.evaluate(() => history.replaceState(null, "", location.pathname + "?prox_p=TOKEN.abc-1"));
  await page.evaluate(() => history.pushState(null, "", location.search + "#/route"));
  await expect.poll(() => names(door).length).toBe(3);
  await page.goto(site.origin + "/other");
  await expect.poll(() => door.named("page").length).toBe(3);

  expect(door.events.map(({ context }) => context.proof)).toEqual(
    ["TOKEN.abc-1", undefined, undefined, undefined, undefined].slice(0, door.events.length),
  );
  expect(JSON.stringify(door.batches.map(({ batch }) => batch)).split("TOKEN").length - 1).toBe(
    door.batches.flatMap(({ batch }) => batch).filter(({ context }) => context.proof).length,
  );
  expect(JSON.stringify(door.batches)).not.toContain("prox_p");
});

test("does what pages ask for, before it is there and after", async ({ page, door, site }) => {
  const head = `<script>
    window.prox = window.prox || [];
    prox.push(["identify", "user-1", { plan: "pro" }], ["page", "Pricing page", { plan: "pro" }]);
    prox.push(["track", "Demo Requested", { seats: 5, url: location.href + "?email=ada@acme.example" }]);
    prox.push(["nothing"]);
  </script>`;
  await page.goto(site.put("/calls", { head }));
  await call(page, "group", "acme", { name: "Acme" });
  await call(page, "alias", 4711);
  await page.evaluate(() => {
    const { prox } = window as never as { prox: Record<string, (...values: unknown[]) => void> };
    const values: Record<string, unknown> = { list: [1] };
    prox.push!(["track", "Later", values]);
    (values.list as number[]).push(2);
    values.itself = values;
    prox.track!("In circles", values);
    prox.track!("");
    prox.track!({});
    prox.identify!("x".repeat(256), 5);
  });
  const id = await call(page, "id");
  await call(page, "flush");
  await expect.poll(() => door.events.length).toBe(7);

  expect(door.events).toMatchObject([
    { type: "identify", userId: "user-1", traits: { plan: "pro" } },
    { type: "page", userId: "user-1", name: "Pricing page", properties: { plan: "pro", path: "/calls" } },
    { type: "track", event: "Demo Requested", properties: { seats: 5, url: `${site.origin}/calls` } },
    { type: "group", groupId: "acme", traits: { name: "Acme" } },
    { type: "alias", userId: "4711", previousId: id },
    { type: "track", event: "Later", properties: { list: [1] } },
    { type: "track", event: "In circles", properties: {} },
  ]);
  expect(new Set(door.events.map(({ anonymousId }) => anonymousId))).toEqual(new Set([id]));

  await call(page, "reset");
  await call(page, "track", "As another");
  await expect.poll(() => door.named("As another").length).toBe(1);
  expect(door.named("As another")[0]!.userId).toBeUndefined();
  expect(door.named("As another")[0]!.anonymousId).toBe(await call(page, "id"));
  expect(await call(page, "id")).not.toBe(id);
});

test("switches its parts off", async ({ page, door, site }) => {
  const install = 'data-pages="off" data-clicks="off" data-downloads="off" data-forms="off" data-dwell="off"';
  const body = `<a id="away" href="https://elsewhere.example/" onclick="event.preventDefault()">Away</a>
    <a id="file" href="/a.pdf" onclick="event.preventDefault()">File</a>
    <form onsubmit="return false"><input name="a"><button>Send</button></form>`;
  await page.goto(site.put("/off", { install, body }));
  await ready(page);
  await page.click("#away");
  await page.click("#file");
  await page.click("button");
  await page.evaluate(() => history.pushState(null, "", "/off/2"));
  await call(page, "page");
  await page.evaluate(() => history.pushState(null, "", "/off/3"));
  await call(page, "track", "Last");
  await expect.poll(() => names(door)).toEqual(["page", "Last"]);

  expect(door.named("page")[0]!.properties.path).toBe("/off/2");
  expect(door.named("Last")[0]!.context.page.path).toBe("/off/3");
});

test("tells of links that leave, files and forms, without what was typed", async ({ page, door, site }) => {
  const body = `
    <a id="away" href="https://elsewhere.example/a?email=ada@acme.example&b=1#x"><b>Away</b></a>
    <a id="near" href="/near">Near</a>
    <a id="mail" href="mailto:ada@acme.example">Mail</a>
    <a id="file" href="/paper/White%20Paper.PDF?token=1">File</a>
    <svg width="20" height="20"><a id="drawn" href="https://elsewhere.example/drawn"><rect width="20" height="20"/></a></svg>
    <p id="shadow"></p>
    <form id="demo" action="/send?session=1&step=2">
      <input name="email" value="ada@acme.example" data-prox-identify>
      <input name="password" type="password" value="secret-1">
      <input name="csrf" type="hidden" value="secret-2">
      <input name="company" value="secret-3"><select name="size"><option>secret-4</select>
      <input name="topic" type="checkbox"><input name="topic" type="checkbox">
      <input name="id"><input name="action"><input name="field-ada@acme.example">
      <textarea name="message">secret-5</textarea>
      <button name="go" value="secret-6">Send</button>
    </form>
    <script>
      addEventListener("click", (e) => e.composedPath().some((each) => each.href) && e.preventDefault());
      addEventListener("submit", (e) => e.preventDefault());
      document.getElementById("shadow").attachShadow({ mode: "open" }).innerHTML =
        '<a href="https://elsewhere.example/shadow"><i>In the shadow</i></a>';
    </script>`;
  await page.goto(site.put("/things", { body }));
  await expect.poll(() => names(door)).toEqual(["page"]);
  for (const id of ["near", "mail", "away", "file", "drawn"]) {
    await page.click("#" + id);
  }
  await page.click("#away", { button: "middle" });
  await page.click("#shadow i");
  await page.evaluate(() => document.querySelector<HTMLButtonElement>("form button")!.click());
  await expect
    .poll(() => names(door))
    .toEqual(["page", "Link Clicked", "File Downloaded", "Link Clicked", "Link Clicked", "identify", "Form Submitted"]);

  const properties = door.events.slice(1).map((event) => event.properties);
  expect(properties[0]).toEqual({ href: "https://elsewhere.example/a?b=" });
  expect(properties[1]).toEqual({ href: `${site.origin}/paper/White%20Paper.PDF`, extension: "pdf" });
  expect(properties[2]).toEqual({ href: "https://elsewhere.example/a?b=" });
  expect(properties[3]).toEqual({ href: "https://elsewhere.example/shadow" });
  expect(door.named("identify")[0]!.traits).toEqual({ email: "ada@acme.example" });
  expect(properties[5]).toEqual({
    form: "demo",
    action: `${site.origin}/send?step=`,
    fields: ["email", "company", "size", "topic", "id", "action", "message"],
  });
  expect(JSON.stringify(door.batches)).not.toContain("secret");
});
