/** Without a sign of life for so long, nobody looks. */
const ALIVE = 30000;

/** Of one page view, in seconds. */
const LONGEST = 1800;

/** For how long somebody looked at a page: it was to be seen, and they were there. */
export class Attention {
  private looked = 0;
  private told = 0;
  private since: number;
  private until: number;

  /** @param now milliseconds of any clock that does not go back */
  constructor(
    private readonly now: () => number,
    private visible: boolean,
  ) {
    this.since = now();
    this.until = this.since + ALIVE;
  }

  /** A key, a pointer, a finger. */
  alive(): void {
    this.settle();
    this.until = this.since + ALIVE;
  }

  show(visible: boolean): void {
    if (visible !== this.visible) {
      this.alive();
      this.visible = visible;
    }
  }

  /** Whole seconds that nobody has been told of yet; they are told now. */
  untold(): number {
    this.settle();
    const seconds = Math.min(LONGEST, Math.floor(this.looked / 1000)) - this.told;
    this.told += seconds;
    return seconds;
  }

  private settle(): void {
    const now = this.now();
    if (this.visible) {
      this.looked += Math.max(0, Math.min(now, this.until) - this.since);
    }
    this.since = now;
  }
}
