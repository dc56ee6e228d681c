import { campaign, clean, cleanTitle, proof } from "./addresses";
import { Attention } from "./attention";
import { attempt } from "./safely";

/** The script may come to see how far somebody scrolled only so often. */
const MEASURE_EVERY = 250;

const clock = () => attempt(() => performance.now(), Date.now());

export function isVisible(): boolean {
  return document.visibilityState === "visible";
}

/** One look at one page: where it is, for how long, and how far down. */
export class View {
  readonly url: string;
  readonly path: string;
  readonly campaign: Record<string, string> | undefined;
  readonly proof: string | undefined;
  readonly at = new Date().toISOString();
  private readonly attention = new Attention(clock, isVisible());
  private depth = 0;
  private told = 0;
  private wasSeen = isVisible();
  private wasTold = false;
  private measuring = 0;

  /** @param referrer the page before, cleaned */
  constructor(readonly referrer: string) {
    const { url, path } = clean(location.href);
    this.url = url;
    this.path = path;
    this.campaign = campaign(location.search);
    this.proof = proof(location.search);
    this.measureSoon();
  }

  /** As messages tell of it. Titles come late. */
  page(): Record<string, string> {
    return { url: this.url, path: this.path, referrer: this.referrer, title: cleanTitle(document.title) };
  }

  alive(): void {
    this.attention.alive();
  }

  show(): void {
    this.attention.show(isVisible());
    if (isVisible()) {
      this.wasSeen = true;
      this.measureSoon();
    }
  }

  measureSoon(): void {
    this.measuring =
      this.measuring ||
      window.setTimeout(() => {
        this.measure();
      }, MEASURE_EVERY);
  }

  /**
   * What is to be told of it: once in any case, later only seconds that came since, with the depth that was told before.
   *
   * @returns undefined where there is nothing to tell
   */
  leave(): Record<string, unknown> | undefined {
    if (this.measuring) {
      this.measure();
    }
    const seconds = this.attention.untold();
    if (this.wasTold && !seconds) {
      return undefined;
    }
    const from = this.wasTold ? { from: this.told } : {};
    this.wasTold = true;
    this.told = this.depth;
    return { seconds, depth: this.depth, ...from, url: this.url, path: this.path };
  }

  end(): void {
    clearTimeout(this.measuring);
  }

  private measure(): void {
    clearTimeout(this.measuring);
    this.measuring = 0;
    attempt(() => {
      const height = (document.scrollingElement || document.documentElement).scrollHeight;
      const bottom = window.scrollY + window.innerHeight;
      if (this.wasSeen && height > 0) {
        this.depth = Math.max(this.depth, Math.min(100, Math.round((100 * bottom) / height)));
      }
    }, undefined);
  }
}
