/** The page that we are a guest on never learns of what fails in us. */
export function safely<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      work(...args);
    } catch {
      // a page that we cannot watch is still a page that works
    }
  };
}

/** @returns what `work` says, or `otherwise` where it fails */
export function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** Listens before the page does, and never holds it up. */
export function listen(target: EventTarget, types: string, work: (event: Event) => void): void {
  const guarded = safely(work);
  types.split(" ").forEach((type) => {
    target.addEventListener(type, guarded, { passive: true, capture: true });
  });
}

const told: Record<string, true> = {};

/** Says something to whoever installs us, each thing once on a page. */
export function warnOnce(about: string, words: string): void {
  if (!told[about]) {
    told[about] = true;
    attempt(() => {
      console.warn("prox.js: " + words);
    }, undefined);
  }
}
