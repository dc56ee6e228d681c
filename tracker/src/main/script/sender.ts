import { backoff } from "./backoff";
import type { Queue, Queued } from "./queue";
import { attempt, safely, warnOnce } from "./safely";

/** Events that come within so long go together. */
const GATHER = 1000;

const MOST_EVENTS = 100;

/** Of a body, in bytes. A browser lets 64 KiB outlive a page, of all that the page sends. */
const MOST_BYTES = 60000;

/** An answer that takes longer does not come. */
const PATIENCE = 30000;

/** Brings events to the server, one batch at a time, until each is answered. */
export class Sender {
  private timer: number | undefined;
  private isBackingOff = false;
  private underway: Queued[] = [];
  private failures = 0;
  private most = MOST_EVENTS;
  private abort = (): void => undefined;

  /** Counts how often it was told to stop: what was sent before says nothing any more. */
  private stops = 0;

  /** Sent off without an answer; they are sent again by whoever sees one. */
  private readonly beaconed = new Set<string>();

  constructor(
    private readonly queue: Queue,
    private readonly host: string,
    private readonly key: string,
  ) {}

  /** Something waits. */
  soon(): void {
    if (this.timer === undefined && !this.underway.length && this.queue.length) {
      this.in(GATHER);
    }
  }

  /** Does not wait for what it would have waited for. */
  now(): void {
    this.rest();
    if (!this.underway.length && this.queue.length) {
      this.post();
    }
  }

  /** What waits goes on its way although nobody may be there to see the answer. */
  beacon(): void {
    const gone = this.underway.map((item) => item.id);
    let rest = this.queue.all().filter(({ id }) => !this.beaconed.has(id) && gone.indexOf(id) < 0);
    while (rest.length) {
      const batch = this.fitting(rest);
      if (!attempt(() => navigator.sendBeacon(this.url(), this.body(batch)), false)) {
        return;
      }
      batch.forEach((item) => this.beaconed.add(item.id));
      rest = rest.slice(batch.length);
    }
    if (!this.isBackingOff) {
      this.rest();
    }
  }

  stop(): void {
    this.rest();
    this.stops++;
    this.abort();
    this.underway = [];
    this.failures = 0;
  }

  private in(milliseconds: number): void {
    this.timer = window.setTimeout(
      safely(() => {
        this.now();
      }),
      milliseconds,
    );
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isBackingOff = false;
  }

  private fitting(items: Queued[]): Queued[] {
    let length = this.body([]).length;
    let count = 0;
    while (count < items.length && count < this.most) {
      length += (items[count] as Queued).text.length + 1;
      if (count && length > MOST_BYTES) {
        break;
      }
      count++;
    }
    return items.slice(0, count);
  }

  private url(): string {
    return this.host + "/v1/batch";
  }

  private body(batch: Queued[]): string {
    const around = JSON.stringify({ writeKey: this.key, sentAt: new Date().toISOString(), batch: [] });
    return around.slice(0, -2) + batch.map((item) => item.text).join(",") + "]}";
  }

  private post(): void {
    const batch = this.fitting(this.queue.all());
    const stops = this.stops;
    const control = attempt(() => new AbortController(), undefined);
    this.abort = safely(() => {
      (control as AbortController).abort();
    });
    const patience = window.setTimeout(this.abort, PATIENCE);
    const ended = (work: () => void) =>
      safely(() => {
        clearTimeout(patience);
        if (stops === this.stops) {
          this.underway = [];
          work();
        }
      });
    const failed = ended(() => {
      this.failed(null);
    });
    this.underway = batch;
    // What text is sent as needs no question beforehand.
    const init: RequestInit & { priority: string } = {
      method: "POST",
      body: this.body(batch),
      // Where the page has used up what may outlive it, such a request fails at once.
      keepalive: !this.failures,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      priority: "low",
      signal: control && control.signal,
    };
    const answer = attempt(() => fetch(this.url(), init), undefined);
    if (!answer) {
      failed();
      return;
    }
    answer.then((response) => {
      ended(() => {
        this.answered(batch, response);
      })();
    }, failed);
  }

  private answered(batch: Queued[], response: Response): void {
    const { status } = response;
    if (status === 408 || status === 429 || status >= 500) {
      this.failed(response.headers.get("Retry-After"));
      return;
    }
    if (status === 413 && batch.length > 1) {
      this.most = batch.length >> 1;
    } else {
      this.queue.remove(batch);
      if (!response.ok) {
        Sender.warn(response);
      }
    }
    this.failures = 0;
    this.now();
  }

  /** Nothing that is sent again would be taken. */
  private static warn(response: Response): void {
    response.text().then(
      (words) => {
        warnOnce("refused", "events were refused with " + response.status + ": " + words.slice(0, 1000));
      },
      () => undefined,
    );
  }

  private failed(retryAfter: string | null): void {
    this.rest();
    this.isBackingOff = true;
    this.in(backoff(this.failures++, retryAfter));
  }
}
