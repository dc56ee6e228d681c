import { calls } from "./calls";
import { onClicks } from "./clicks";
import { objects } from "./consent";
import { onForms } from "./forms";
import { onNavigation } from "./navigation";
import { Outbox } from "./outbox";
import { listen, safely, warnOnce } from "./safely";
import { settings, type Settings } from "./settings";
import { Visit } from "./visit";

type Host = Window & { prox?: unknown };

/** Whether another copy of us is on the page. An element of the page may have our name, too. */
function isLoaded(prox: unknown): boolean {
  return typeof prox === "object" && prox !== null && typeof (prox as { track?: unknown }).track === "function";
}

function watch(visit: Visit, outbox: Outbox, { has }: Settings): void {
  outbox.watch();
  visit.watch();
  onNavigation(() => {
    visit.come();
  });
  const track = (event: string) => (properties: Record<string, unknown>) => {
    visit.put("track", { event, properties });
  };
  onClicks(has, (event, properties) => {
    track(event)(properties);
  });
  onForms(
    (email) => {
      visit.put("identify", { traits: { email } });
    },
    has("forms") ? track("Form Submitted") : undefined,
  );
}

function begin(known: Settings): void {
  const host = window as Host;
  const early = host.prox;
  // Told only after it stands itself, when the visit stands too.
  const outbox: Outbox = new Outbox(known, () => {
    visit.restart();
  });
  const visit = new Visit(outbox, known);
  const prox = calls(visit, outbox);
  host.prox = prox;
  if (!objects()) {
    watch(visit, outbox, known);
  }
  visit.begin();
  if (Array.isArray(early)) {
    prox.push(...(early as unknown[]));
  }
}

safely(() => {
  if (isLoaded((window as Host).prox)) {
    return;
  }
  const known = settings();
  if (!known) {
    warnOnce("settings", "the script element has no data-key, so that nothing is sent");
    return;
  }
  const start = safely(() => {
    if (!isLoaded((window as Host).prox)) {
      begin(known);
    }
  });
  // Nobody looks at a page yet that a browser made ready in case that somebody will.
  if ((document as Document & { prerendering?: boolean }).prerendering) {
    listen(document, "prerenderingchange", start);
  } else {
    start();
  }
})();
