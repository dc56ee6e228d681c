import * as store from "./store";

/** `waiting`: nobody has been asked yet, so events stay in memory. */
export type Standing = "open" | "waiting" | "shut";

const ANSWER = "consent";

/** Whether the browser says for its owner, to all sites, that they shall not be watched. */
export function objects(): boolean {
  const browser = navigator as Navigator & { globalPrivacyControl?: unknown; doNotTrack?: unknown };
  return browser.globalPrivacyControl === true || browser.doNotTrack === "1";
}

/** What whoever looks at the page has answered. */
export class Consent {
  private answer = store.recall(ANSWER);

  constructor(private readonly needed: boolean) {}

  standing(): Standing {
    if (objects() || this.answer === "no") {
      return "shut";
    }
    return this.answer === "yes" || !this.needed ? "open" : "waiting";
  }

  give(yes: boolean): void {
    this.answer = yes ? "yes" : "no";
    store.remember(ANSWER, this.answer);
  }

  /** Somebody may have answered in another tab. */
  look(): void {
    this.answer = store.recall(ANSWER);
  }
}
