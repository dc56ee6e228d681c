import { randomId } from "./ids";
import * as store from "./store";

const WELL_FORMED = /^[\w-]{8,64}$/;

/** Who looks at the page: a random name of the browser, and that of the user once the page has told it. */
export class Identity {
  private device = "";
  private user = "";
  private kept = false;

  /** From now on both outlive the page. */
  keep(): void {
    this.kept = true;
    if (this.user) {
      store.remember("user", this.user);
    }
  }

  /** Another tab may have changed what is kept. */
  anonymousId(): string {
    const known = this.kept ? store.recall("id") : "";
    if (WELL_FORMED.test(known)) {
      this.device = known;
      return known;
    }
    this.device = this.device || randomId();
    if (this.kept) {
      store.remember("id", this.device);
    }
    return this.device;
  }

  /** A blank while nobody has said it. */
  userId(): string {
    return (this.kept && store.recall("user")) || this.user;
  }

  setUser(user: string): void {
    this.user = user;
    if (this.kept) {
      store.remember("user", user);
    }
  }

  /** The next one at this browser is somebody else. */
  reset(): void {
    this.forget();
    if (this.kept) {
      store.forget("id");
      store.forget("user");
    }
  }

  /** Without a word to what is stored. */
  forget(): void {
    this.device = this.user = "";
  }

  stopKeeping(): void {
    this.kept = false;
    this.forget();
  }
}
