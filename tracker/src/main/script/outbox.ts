import { Consent, objects, type Standing } from "./consent";
import { randomId } from "./ids";
import { Identity } from "./identity";
import { Queue, type Message } from "./queue";
import { listen, warnOnce } from "./safely";
import { Sender } from "./sender";
import type { Settings } from "./settings";
import * as store from "./store";

/** Events that wait in memory until somebody has answered; then the oldest fall out. */
const MOST_WAITING = 50;

/** Where messages go, wait or end, as whoever looks at the page will have it. */
export class Outbox {
  readonly identity = new Identity();
  private readonly consent: Consent;
  private readonly queue = new Queue();
  private readonly sender: Sender;
  private waiting: Message[] = [];
  private lost = 0;
  private standing: Standing = "waiting";

  /** @param reopened is told when messages are wanted that were not before */
  constructor(
    settings: Settings,
    private readonly reopened: () => void,
  ) {
    this.consent = new Consent(settings.needsConsent);
    this.sender = new Sender(this.queue, settings.host, settings.key);
    this.stand();
  }

  /** @returns whether it goes or waits */
  put(type: string, fields: Record<string, unknown>, context: Record<string, unknown>): boolean {
    this.stand();
    if (this.standing === "shut") {
      return false;
    }
    const message: Message = {
      type,
      messageId: randomId(),
      timestamp: new Date().toISOString(),
      userId: this.identity.userId() || undefined,
      ...fields,
      context,
    };
    if (this.standing === "open") {
      this.enqueue(message);
      this.sender.soon();
    } else if (this.waiting.push(message) > MOST_WAITING) {
      this.waiting.shift();
      this.lost++;
    }
    return true;
  }

  answer(yes: boolean): void {
    if (!objects()) {
      this.consent.give(yes);
      this.stand();
    }
  }

  reset(): void {
    // what waits was done by whoever it was until now
    this.waiting.forEach((message) => this.sign(message));
    this.identity.reset();
  }

  flush(): void {
    if (this.isOpen()) {
      this.sender.now();
    }
  }

  isOpen(): boolean {
    return this.standing === "open";
  }

  /** Stays with what other tabs, the network and the browser do. */
  watch(): void {
    listen(
      window,
      "storage",
      store.onChangeElsewhere((name) => {
        this.look(name);
      }),
    );
    listen(window, "online", () => {
      this.flush();
    });
    listen(window, "pageshow", (event) => {
      if ((event as PageTransitionEvent).persisted && this.isOpen()) {
        this.queue.comeBack();
        this.sender.soon();
      }
    });
  }

  /** @param forGood where nobody may be there to see an answer, nor to send it again */
  hide(forGood: boolean): void {
    if (this.isOpen()) {
      this.sender.beacon();
      if (forGood) {
        this.queue.leave();
      }
    }
  }

  show(): void {
    if (this.isOpen()) {
      this.adopt();
      this.sender.soon();
    }
  }

  private look(name: string): void {
    if (!name || name === "user") {
      this.identity.forget();
    }
    if (!name || name === "consent") {
      this.consent.look();
      this.stand();
    }
  }

  private stand(): void {
    const before = this.standing;
    this.standing = this.consent.standing();
    if (this.standing === before) {
      return;
    }
    if (this.standing === "open") {
      this.open();
    } else {
      this.shut();
    }
    if (before === "shut") {
      this.reopened();
    }
  }

  private open(): void {
    this.identity.keep();
    this.queue.hold();
    this.adopt();
    this.queue.tellDropped(this.lost);
    this.waiting.forEach((message) => {
      this.enqueue(message);
    });
    this.waiting = [];
    this.lost = 0;
    this.sender.soon();
  }

  /** Nothing stays but the answer, where there is one. */
  private shut(): void {
    this.sender.stop();
    this.queue.clear();
    this.queue.leave();
    this.identity.stopKeeping();
    this.waiting = [];
    this.lost = 0;
    store.forgetAll(objects());
  }

  private adopt(): void {
    this.queue.adopt(() => {
      if (this.isOpen()) {
        this.sender.soon();
      }
    });
  }

  private sign(message: Message): Message {
    message.anonymousId = message.anonymousId || this.identity.anonymousId();
    return message;
  }

  private enqueue(message: Message): void {
    if (!this.queue.add(this.sign(message))) {
      warnOnce("large", "an event is larger than 32 KiB, and was not sent");
    }
  }
}
