import { withoutArrival } from "./addresses";
import { attempt, listen, safely } from "./safely";

/** What of an address makes another page; where in a page one stands does not, unless a router lives there. */
function place(): string {
  const route = /^#!?\//.test(location.hash) ? location.hash : "";
  return location.origin + location.pathname + "?" + withoutArrival(location.search) + route;
}

/**
 * Tells when another page is shown without one being loaded.
 *
 * Browsers without the Navigation API do not tell of `pushState`, so it is wrapped there, on the one object that pages
 * call, and does for them what it did.
 */
export function onNavigation(work: () => void): void {
  let before = place();
  const look = safely(() => {
    const now = place();
    if (now !== before) {
      before = now;
      work();
    }
  });
  const { navigation } = window as { navigation?: EventTarget };
  if (attempt(() => (navigation as EventTarget).addEventListener("currententrychange", look), null) !== null) {
    return;
  }
  listen(window, "popstate hashchange", look);
  ["pushState", "replaceState"].forEach((name) => {
    attempt(() => {
      const own = history as unknown as Record<string, (...values: unknown[]) => unknown>;
      const original = own[name] as (...values: unknown[]) => unknown;
      own[name] = function (this: unknown, ...values: unknown[]) {
        const said = original.apply(this, values);
        look();
        return said;
      };
    }, undefined);
  });
}
