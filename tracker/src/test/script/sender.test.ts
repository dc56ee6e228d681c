// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Queue, type Message } from "../../main/script/queue";
import { Sender } from "../../main/script/sender";

interface Sent {
  url: string;
  init: RequestInit;
  batch: Message[];
}

const sent: Sent[] = [];
let answers: (() => Promise<Response>)[] = [];
let beacons: string[] = [];
let queue: Queue;
let sender: Sender;

const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    Promise.resolve(new Response("said", { status: code, headers }));
const broken = () => Promise.reject(new TypeError("Failed to fetch"));
const silent = () => new Promise<Response>(() => undefined);

function put(count: number, text = ""): void {
  for (let place = 0; place < count; place++) {
    queue.add({
      type: "track",
      messageId: `m${place}${text.slice(0, 8)}`,
      timestamp: new Date().toISOString(),
      context: {},
      text,
    });
  }
  sender.soon();
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-03-02T09:30:00Z") });
  vi.spyOn(Math, "random").mockReturnValue(1);
  localStorage.clear();
  sent.length = 0;
  answers = [];
  beacons = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    sent.push({ url, init, batch: (JSON.parse(init.body as string) as { batch: Message[] }).batch });
    return (answers.shift() ?? status(200))();
  });
  vi.stubGlobal("navigator", {
    sendBeacon: (_: string, body: string) => beacons.push(body) <= 2,
  });
  queue = new Queue();
  sender = new Sender(queue, "https://prox.example", "browser_key");
});

afterEach(() => {
  vi.useRealTimers();
});

it("gathers for a second and sends in the form of a batch", async () => {
  put(2);
  await vi.advanceTimersByTimeAsync(999);
  expect(sent.length).toBe(0);
  await vi.advanceTimersByTimeAsync(1);

  expect(sent.length).toBe(1);
  expect(sent[0]!.url).toBe("https://prox.example/v1/batch");
  expect(sent[0]!.init).toMatchObject({ method: "POST", keepalive: true, credentials: "omit" });
  expect(sent[0]!.init.headers).toBeUndefined();
  expect(JSON.parse(sent[0]!.init.body as string)).toMatchObject({
    writeKey: "browser_key",
    sentAt: "2026-03-02T09:30:01.000Z",
    batch: [{ messageId: "m0" }, { messageId: "m1" }],
  });
  expect(queue.length).toBe(0);
});

it("sends at most a hundred events and sixty thousand bytes at once, one after the other", async () => {
  put(250);
  put(10, "ü".repeat(4_000));
  await vi.advanceTimersByTimeAsync(1_000);

  expect(sent.slice(0, 2).map(({ batch }) => batch.length)).toEqual([100, 100]);
  expect(sent.flatMap(({ batch }) => batch).length).toBe(260);
  sent.forEach(({ init }) => expect((init.body as string).length).toBeLessThanOrEqual(60_000));
  expect(sent.length).toBeLessThanOrEqual(8);
});

it.each([
  ["408", status(408)],
  ["429", status(429)],
  ["500", status(500)],
  ["503", status(503)],
  ["a broken line", broken],
])("keeps all and tries again after %s, each time later", async (_, trouble) => {
  answers = [trouble, trouble, trouble];
  put(1);
  await vi.advanceTimersByTimeAsync(1_000);
  for (const wait of [1_000, 2_000, 4_000]) {
    const before = sent.length;
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(sent.length).toBe(before);
    expect(queue.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.length).toBe(before + 1);
  }

  expect(queue.length).toBe(0);
  expect(new Set(sent.map(({ batch }) => JSON.stringify(batch))).size).toBe(1);
  expect(sent.map(({ init }) => init.keepalive)).toEqual([true, false, false, false]);
});

it("begins with short waits again after an answer", async () => {
  answers = [broken, broken, status(200), broken, status(200)];
  put(1);
  await vi.advanceTimersByTimeAsync(1_000 + 1_000 + 2_000);
  put(1, "next");
  await vi.advanceTimersByTimeAsync(1_000 + 1_000);

  expect(sent.length).toBe(5);
  expect(queue.length).toBe(0);
});

it("waits for as long as the server says", async () => {
  answers = [status(503, { "Retry-After": "60" })];
  put(1);
  await vi.advanceTimersByTimeAsync(1_000 + 59_999);
  put(1, "meanwhile");
  expect(sent.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);

  expect(sent.length).toBe(2);
  expect(sent[1]!.batch.length).toBe(2);
});

it("does not wait when it is told that the line is back", async () => {
  answers = [broken];
  put(1);
  await vi.advanceTimersByTimeAsync(1_000);
  sender.now();
  await vi.advanceTimersByTimeAsync(0);

  expect(sent.length).toBe(2);
  expect(queue.length).toBe(0);
});

it.each([200, 202, 400, 401, 403, 404, 422])("lets go of what was answered with %i", async (code) => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  answers = [status(code), status(code)];
  put(1);
  await vi.advanceTimersByTimeAsync(1_000);
  put(1, "next");
  await vi.advanceTimersByTimeAsync(10_000);

  expect(sent.length).toBe(2);
  expect(queue.length).toBe(0);
  expect(warn.mock.calls.length).toBeLessThanOrEqual(1);
});

it("halves what is too large, and gives up one that is too large alone", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  answers = Array.from({ length: 4 }, () => status(413));
  put(8);
  await vi.advanceTimersByTimeAsync(1_000);

  expect(sent.map(({ batch }) => batch.length)).toEqual([8, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(queue.length).toBe(0);
});

it("does not wait for ever for an answer", async () => {
  answers = [silent];
  const abort = vi.spyOn(AbortController.prototype, "abort");
  put(1);
  await vi.advanceTimersByTimeAsync(1_000 + 29_999);
  expect(abort).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);

  expect(abort).toHaveBeenCalledTimes(1);
});

it("keeps what a beacon carries until it is answered for", async () => {
  put(3);
  sender.beacon();
  sender.beacon();
  expect(beacons.length).toBe(1);
  expect(queue.length).toBe(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.length).toBe(0);

  sender.soon();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent[0]!.batch.length).toBe(3);
  expect(queue.length).toBe(0);
});

it("leaves to a request what is on its way with it", async () => {
  answers = [silent];
  put(1);
  await vi.advanceTimersByTimeAsync(1_000);
  put(1, "next");
  sender.beacon();

  expect(beacons.map((body) => (JSON.parse(body) as { batch: Message[] }).batch.map(({ text }) => text))).toEqual([
    ["next"],
  ]);
});

it("parts what is too much for one beacon, and stops where the browser takes no more", () => {
  put(10, "x".repeat(31_000));
  sender.beacon();

  expect(beacons.length).toBe(3);
  beacons.forEach((body) => expect(body.length).toBeLessThanOrEqual(60_000));
  expect(queue.length).toBe(10);
});

it("sends nothing more when it is stopped, and hears of nothing", async () => {
  let answer: (response: Response) => void = () => undefined;
  answers = [() => new Promise((resolve) => (answer = resolve))];
  put(1);
  await vi.advanceTimersByTimeAsync(1_000);
  sender.stop();
  put(1, "of another");
  answer(new Response("", { status: 200 }));
  await vi.advanceTimersByTimeAsync(0);

  expect(queue.length).toBe(2);
  expect(sent[0]!.init.signal!.aborted).toBe(true);
});

it("stays calm where there is no way to send", async () => {
  vi.stubGlobal("fetch", undefined);
  vi.stubGlobal("navigator", {});
  put(1);
  await vi.advanceTimersByTimeAsync(5_000);
  sender.beacon();

  expect(queue.length).toBe(1);
});
