// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MOST_STORED, Queue, type Message } from "../../main/script/queue";

const DAY = 24 * 60 * 60 * 1000;
let count = 0;

function message(text = "", more: Partial<Message> = {}): Message {
  const messageId = `m${count++}`;
  return { type: "track", messageId, timestamp: new Date().toISOString(), context: {}, text, ...more };
}

function read(queue: Queue): Message[] {
  return queue.all().map(({ text }) => JSON.parse(text) as Message);
}

function copies(): string[] {
  return Object.keys(localStorage).filter((name) => name.startsWith("prox_queue_"));
}

function stored(): string {
  return copies()
    .map((name) => localStorage.getItem(name))
    .join();
}

/** Pages that have something in the browser. */
function owners(): number {
  return new Set(copies().map((name) => name.split("_")[2])).size;
}

/** @returns what is called for each piece */
async function adopt(queue: Queue): Promise<() => void> {
  const told = vi.fn();
  queue.adopt(told);
  await vi.advanceTimersByTimeAsync(100);
  return told;
}

/** A page that has gone with these events. */
function left(...messages: Message[]): void {
  const queue = new Queue();
  messages.forEach((each) => queue.add(each));
  queue.leave();
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-03-02T09:30:00Z") });
  localStorage.clear();
  // as on pages without encryption
  vi.stubGlobal("navigator", {});
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a queue", () => {
  it("keeps events in their order, in the browser too", () => {
    const queue = new Queue();
    queue.add(message("one"));
    queue.add(message("two"));

    expect(read(queue).map(({ text }) => text)).toEqual(["one", "two"]);
    expect(owners()).toBe(1);
    expect(stored()).toContain('"two"');
  });

  it("leaves nothing behind when all is taken", () => {
    const queue = new Queue();
    queue.add(message("one"));
    queue.add(message("two"));
    queue.remove(queue.all());

    expect(queue.length).toBe(0);
    expect(localStorage.length).toBe(0);
  });

  it("removes what was taken and nothing that came meanwhile", () => {
    const queue = new Queue();
    queue.add(message("one"));
    const taken = queue.all();
    queue.add(message("two"));
    queue.remove(taken);

    expect(read(queue).map(({ text }) => text)).toEqual(["two"]);
  });

  it("writes any text in ASCII, so that characters are bytes", () => {
    const text = "Zürich 東京 \ud83d\ude80 half \ud83d \u2028 \u007f";
    const queue = new Queue();
    queue.add(message(text));

    expect(queue.all()[0]!.text).toMatch(/^[ -~]*$/);
    expect(read(queue)[0]!.text).toBe(text);
  });

  it("does not take what the server would refuse", () => {
    const queue = new Queue();

    expect(queue.add(message("x".repeat(33_000)))).toBe(false);
    expect(queue.add(message("x".repeat(32_000)))).toBe(true);
    expect(queue.length).toBe(1);
  });

  it("has a bound, drops the oldest and tells with the newest how many", () => {
    const queue = new Queue();
    for (let times = 0; times < 40; times++) {
      queue.add(message("x".repeat(31_000)));
    }
    const kept = read(queue);
    const dropped = kept.reduce((sum, { context }) => sum + Number(context.dropped ?? 0), 0);

    expect(stored().length).toBeLessThanOrEqual(MOST_STORED);
    expect(stored().length).toBeGreaterThan(MOST_STORED - 40_000);
    expect(kept.at(-1)!.messageId).toBe(`m${count - 1}`);
    expect(dropped).toBe(40 - kept.length);
    expect(kept.at(-1)!.context.dropped).toBe(1);
  });

  it("does not lose the number that a dropped one told", () => {
    const queue = new Queue();
    queue.tellDropped(7);
    for (let times = 0; times < 80; times++) {
      queue.add(message("x".repeat(31_000)));
    }
    const dropped = read(queue).reduce((sum, { context }) => sum + Number(context.dropped ?? 0), 0);

    expect(dropped).toBe(7 + 80 - queue.length);
  });

  it("leaves room for those of other pages", () => {
    localStorage.setItem("prox_queue_other", `${Date.now()} ${MOST_STORED - 1100}`);
    localStorage.setItem("prox_queue_other_0", "z".repeat(MOST_STORED - 1100));
    const queue = new Queue();
    queue.add(message("x".repeat(400)));
    queue.add(message("y".repeat(400)));

    expect(read(queue).map(({ text }) => (text as string)[0])).toEqual(["y"]);
    expect(stored().length).toBeLessThanOrEqual(MOST_STORED);
  });

  it("goes on in memory where there is no room at all", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const queue = new Queue();
    queue.add(message("one"));
    queue.leave();
    queue.comeBack();

    expect(read(queue).map(({ text }) => text)).toEqual(["one"]);
  });
});

describe("a queue that finds others'", () => {
  it("takes over what a page left that has gone, the oldest first", async () => {
    left(message("of before"));
    vi.advanceTimersByTime(1000);
    const queue = new Queue();
    queue.add(message("of now"));
    const told = await adopt(queue);

    expect(told).toHaveBeenCalledTimes(1);
    expect(read(queue).map(({ text }) => text)).toEqual(["of before", "of now"]);
    expect(owners()).toBe(1);
    expect(stored()).toContain("of before");
  });

  it("takes over much, a piece at a time", async () => {
    left(...Array.from({ length: 30 }, () => message("x".repeat(10_000))));
    const queue = new Queue();
    let lengths: number[] = [];
    queue.adopt(() => (lengths = lengths.concat(queue.length)));
    expect(lengths.length).toBe(1);
    await vi.advanceTimersByTimeAsync(100);

    expect(lengths.length).toBe(15);
    expect(queue.length).toBe(30);
    expect(owners()).toBe(1);
  });

  it("leaves alone who has just written", async () => {
    const living = new Queue();
    living.add(message("of the living"));
    const queue = new Queue();
    await adopt(queue);

    expect(queue.length).toBe(0);
    expect(stored()).toContain("of the living");
  });

  it("takes over from who has been silent for long", async () => {
    new Queue().add(message("of the killed"));
    vi.advanceTimersByTime(5 * 60_000 + 1);
    const queue = new Queue();
    await adopt(queue);

    expect(read(queue).map(({ text }) => text)).toEqual(["of the killed"]);
  });

  it("asks the lock where there is one", async () => {
    const held = new Set<string>();
    const request = (name: string, options: unknown, work?: (lock: unknown) => unknown) => {
      if (typeof options === "function") {
        held.add(name);
        return Promise.resolve();
      }
      return Promise.resolve(work!(held.has(name) ? null : { name }));
    };
    vi.stubGlobal("navigator", { locks: { request } });
    const living = new Queue();
    living.hold();
    living.add(message("of the living"));
    new Queue().add(message("of the killed"));
    const queue = new Queue();
    await adopt(queue);

    expect(read(queue).map(({ text }) => text)).toEqual(["of the killed"]);
  });

  it("goes by time where locks are refused", async () => {
    vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new DOMException("no", "SecurityError")) } });
    left(message("of before"));
    new Queue().add(message("of the living"));
    const queue = new Queue();
    queue.hold();
    await adopt(queue);

    expect(read(queue).map(({ text }) => text)).toEqual(["of before"]);
  });

  it("passes over what is no event, and what it has", async () => {
    const known = message("known");
    left(known);
    const piece = copies().find((name) => name.endsWith("_0"))!;
    localStorage.setItem(piece, `${localStorage.getItem(piece)}\nno event\n{"cut off`);
    const queue = new Queue();
    queue.add(known);
    await adopt(queue);

    expect(read(queue).map(({ text }) => text)).toEqual(["known"]);
    expect(owners()).toBe(1);
  });

  it("drops what is so old that the server may not know it as a repeat", async () => {
    const aged = (days: number) => ({ timestamp: new Date(Date.now() - days * DAY).toISOString() });
    left(message("ancient", aged(30)), message("old", aged(28)));
    const queue = new Queue();
    await adopt(queue);
    queue.add(message("new"));

    expect(read(queue).map(({ text, context }) => [text, context.dropped])).toEqual([
      ["old", undefined],
      ["new", 1],
    ]);
  });

  it("keeps to its bound", async () => {
    for (let pages = 0; pages < 4; pages++) {
      left(...Array.from({ length: 11 }, () => message("x".repeat(31_000))));
    }
    const queue = new Queue();
    await adopt(queue);
    queue.add(message("new"));
    const told = read(queue).reduce((sum, { context }) => sum + Number(context.dropped ?? 0), 0);

    expect(stored().length).toBeLessThanOrEqual(MOST_STORED);
    expect(queue.length).toBeGreaterThan(30);
    expect(told).toBe(45 - queue.length);
  });

  it("lets go of what was taken over from it while it slept", async () => {
    const sleeping = new Queue();
    sleeping.add(message("one"));
    sleeping.leave();
    const next = new Queue();
    await adopt(next);
    sleeping.comeBack();

    expect(sleeping.length).toBe(0);
    expect(read(next).map(({ text }) => text)).toEqual(["one"]);
  });

  it("keeps what nobody took over", async () => {
    const sleeping = new Queue();
    sleeping.add(message("one"));
    sleeping.leave();
    sleeping.comeBack();

    expect(sleeping.length).toBe(1);
    const next = new Queue();
    await adopt(next);
    expect(next.length).toBe(0);
  });
});
