import { clean } from "./addresses";
import type { Outbox } from "./outbox";
import { attempt, listen, safely } from "./safely";
import type { Settings } from "./settings";
import { isVisible, View } from "./view";

declare const VERSION: string;

const LIBRARY = { name: "prox.js", version: VERSION };

/** A page gets its title after its address. */
const TITLE_AFTER = 100;

/** Who has not come back for so long has left. */
const AWAY = 30 * 60 * 1000;

/** A page scrolls by itself, too. */
const ALIVE = "pointerdown pointermove keydown wheel touchstart";

type Values = Record<string, unknown>;

/** What one look at one page is called, while nobody has been told of it yet. */
interface Announcement {
  name?: string;
  properties: Values;
  timer: number;
}

/** Pages that somebody looks at, one after the other, as long as one document is open. */
export class Visit {
  private view = new View(clean(document.referrer).url);
  private announcement: Announcement | undefined;
  private isAnnounced = false;
  private proved = "";
  private away: number | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly settings: Settings,
  ) {}

  /** Something happened on the page of now. @returns whether it is told */
  put(type: string, fields: Values, more: Values = {}): boolean {
    return this.outbox.put(type, fields, {
      library: LIBRARY,
      page: this.view.page(),
      campaign: this.view.campaign,
      locale: attempt(() => navigator.language, undefined),
      ...more,
    });
  }

  /** The page of now is looked at; or, if that is known already, again. */
  page(name: string | undefined, properties: Values): void {
    if (!this.announcement && this.isAnnounced) {
      this.next();
    }
    this.announceSoon(name, properties);
    this.announce();
  }

  /** Another page is shown. */
  come(): void {
    this.next();
    this.begin();
  }

  /** Tells of the page of now as soon as it has its title, if pages are told of by themselves. */
  begin(): void {
    if (this.settings.has("pages")) {
      this.announceSoon(undefined, {});
    }
  }

  /** Begins anew where what was done until now is not to be told. */
  restart(): void {
    const { referrer } = this.view;
    this.drop();
    this.view = new View(referrer);
    this.begin();
  }

  watch(): void {
    listen(window, ALIVE, () => {
      this.view.alive();
    });
    listen(document, "scroll", ({ target }) => {
      if (target === document) {
        this.view.measureSoon();
      }
    });
    listen(document, "visibilitychange", () => {
      this.look();
    });
    listen(window, "pageshow", () => {
      this.look();
    });
    listen(window, "pagehide", () => {
      this.leave();
      this.outbox.hide(true);
    });
    listen(document, "freeze", () => {
      this.leave();
      this.outbox.hide(false);
    });
  }

  private look(): void {
    this.view.show();
    clearTimeout(this.away);
    if (isVisible()) {
      this.outbox.show();
    } else {
      this.outbox.hide(false);
      this.away = window.setTimeout(
        safely(() => {
          this.leave();
        }),
        AWAY,
      );
    }
  }

  private next(): void {
    const before = this.view.url;
    this.leave();
    this.drop();
    this.view = new View(before);
  }

  private drop(): void {
    this.view.end();
    clearTimeout(this.announcement && this.announcement.timer);
    this.announcement = undefined;
    this.isAnnounced = false;
  }

  private leave(): void {
    this.announce();
    const properties = this.isAnnounced && this.settings.has("dwell") && this.view.leave();
    if (properties) {
      this.put("track", { event: "Page Left", properties });
    }
  }

  private announceSoon(name: string | undefined, properties: Values): void {
    clearTimeout(this.announcement && this.announcement.timer);
    const timer = window.setTimeout(
      safely(() => {
        this.announce();
      }),
      TITLE_AFTER,
    );
    this.announcement = { name, properties, timer };
  }

  private announce(): void {
    if (!this.announcement) {
      return;
    }
    const { name, properties, timer } = this.announcement;
    clearTimeout(timer);
    this.announcement = undefined;
    this.isAnnounced = true;
    const { proof } = this.view;
    const isNew = proof && proof !== this.proved;
    const fields = { name, timestamp: this.view.at, properties: { ...this.view.page(), ...properties } };
    if (this.put("page", fields, isNew ? { proof } : {}) && isNew) {
      this.proved = proof;
    }
  }
}
