import { randomId } from "./ids";
import { attempt, safely } from "./safely";
import * as store from "./store";

/**
 * Events of this page that nobody has taken yet, oldest first; a copy of them outlives the page.
 *
 * Each page has a copy of its own, so that no tab writes over another's. Who holds the lock of its name lives; a page
 * that finds a copy whose owner is gone takes it over. Two that do so at once send the same events twice, which their
 * message ids undo; a lock or a clock that errs thus costs a repeat, never an event.
 *
 * A copy is lines: when its owner last wrote it, in milliseconds since 1970, or 0 where it has left; then an event each.
 */
const COPY = "queue_";

/** Of all copies together, in characters. They are of ASCII, so that these are bytes as well. */
export const MOST_STORED = 1 << 20;

/** Of one event, in bytes: more is refused by the server. */
const MOST_OF_ONE = 32 << 10;

/** A word about what was dropped may make an event longer by so much. */
const SLACK = 32;

/** Where there are no locks, an owner that has not written for so long is gone. */
const SILENCE = 5 * 60 * 1000;

/** The server knows repeats for 30 days; what is older might count twice. */
const OLDEST = 29 * 24 * 60 * 60 * 1000;

export interface Message {
  type: string;
  messageId: string;
  timestamp: string;
  context: Record<string, unknown>;
  [name: string]: unknown;
}

export interface Queued {
  id: string;
  text: string;
}

function line(message: Message): string {
  return JSON.stringify(message).replace(
    /[\u007f-\uffff]/g,
    (sign) => "\\u" + (sign.charCodeAt(0) + 0x10000).toString(16).slice(1),
  );
}

export class Queue {
  private readonly copy = COPY + randomId();
  private items: Queued[] = [];

  /** Events that fell out since an event last told of it. */
  private dropped = 0;

  private isCopied = false;
  private release: (() => void) | undefined;

  get length(): number {
    return this.items.length;
  }

  /** @returns whether it is small enough */
  add(message: Message): boolean {
    let text = line(message);
    if (text.length > MOST_OF_ONE - SLACK) {
      return false;
    }
    this.makeRoom(text.length + SLACK);
    if (this.dropped) {
      // What one says must not change while it is sent again, so the newest tells.
      message.context.dropped = this.dropped;
      this.dropped = 0;
      text = line(message);
    }
    this.items.push({ id: message.messageId, text });
    this.save();
    return true;
  }

  /** Lets other pages know that this one lives. */
  hold(): void {
    attempt(() => {
      navigator.locks
        .request(this.copy, () => new Promise<void>((release) => (this.release = release)))
        .catch(() => undefined);
    }, undefined);
  }

  /** Tells with the next event that others fell out before they came here. */
  tellDropped(count: number): void {
    this.dropped += count;
  }

  all(): Queued[] {
    return this.items.slice();
  }

  remove(gone: Queued[]): void {
    const ids = new Set(gone.map((item) => item.id));
    this.items = this.items.filter((item) => !ids.has(item.id));
    this.save();
  }

  clear(): void {
    this.items = [];
    this.dropped = 0;
    this.save();
  }

  /** Takes over what pages left that are gone. @param then is called for each of them */
  adopt(then: () => void): void {
    this.others().forEach((copy) => {
      const take = safely(() => {
        if (this.take(copy)) {
          then();
        }
      });
      const unlocked = () => {
        const writtenAt = parseInt(store.read(copy), 10) || 0;
        if (Math.abs(Date.now() - writtenAt) > SILENCE) {
          take();
        }
      };
      const asked = attempt(() => {
        navigator.locks
          .request(copy, { ifAvailable: true }, (lock) => {
            if (lock) {
              take();
            }
          })
          .catch(safely(unlocked));
        return true;
      }, false);
      if (!asked) {
        unlocked();
      }
    });
  }

  /** The page goes, perhaps for good: whoever comes next may take its events over. */
  leave(): void {
    this.save(0);
    if (this.release) {
      // A page that holds a lock could not be shown again as it was.
      this.release();
    }
  }

  /** The page is shown again as it was. Somebody may have taken its events over. */
  comeBack(): void {
    if (this.isCopied && !store.read(this.copy)) {
      this.items = [];
    }
    this.hold();
    this.save();
  }

  private others(): string[] {
    return store.names().filter((name) => name.startsWith(COPY) && name !== this.copy);
  }

  private take(copy: string): boolean {
    const lines = store.read(copy).split("\n").slice(1);
    const known = new Set(this.items.map((item) => item.id));
    const taken: Queued[] = [];
    lines.forEach((text) => {
      const message = attempt(() => JSON.parse(text) as Message, undefined);
      if (message && !known.has(message.messageId)) {
        if (Date.now() - Date.parse(message.timestamp) > OLDEST) {
          this.drop(text);
        } else {
          taken.push({ id: message.messageId, text });
        }
      }
    });
    this.items = taken.concat(this.items);
    store.remove(copy);
    this.makeRoom(0);
    this.save();
    return taken.length > 0;
  }

  private makeRoom(more: number): void {
    let length = this.others().reduce((sum, name) => sum + store.read(name).length, SLACK + more);
    length = this.items.reduce((sum, item) => sum + item.text.length + 1, length);
    let gone = 0;
    for (; length > MOST_STORED && gone < this.items.length; gone++) {
      const { text } = this.items[gone] as Queued;
      length -= text.length + 1;
      this.drop(text);
    }
    this.items = this.items.slice(gone);
  }

  /** One that told of others takes its word with it. */
  private drop(text: string): void {
    const before = attempt(() => (JSON.parse(text) as Message).context.dropped, 0);
    this.dropped += 1 + (Number(before) || 0);
  }

  private save(writtenAt = Date.now()): void {
    if (this.items.length) {
      this.isCopied = store.write(this.copy, [writtenAt].concat(this.items.map((i) => i.text) as never[]).join("\n"));
    } else {
      // nothing to keep leaves nothing behind
      store.remove(this.copy);
    }
  }
}
