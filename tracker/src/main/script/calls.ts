import { clean } from "./addresses";
import type { Outbox } from "./outbox";
import { safely, warnOnce } from "./safely";
import type { Visit } from "./visit";

type Values = Record<string, unknown>;

/** Properties by which pages hand over addresses as they find them. */
const ADDRESSES = ["url", "referrer", "href", "action"];

/** What pages can do with us: `window.prox`. */
export interface Calls {
  track: (name: unknown, properties?: unknown) => void;
  page: (name?: unknown, properties?: unknown) => void;
  identify: (user: unknown, traits?: unknown) => void;
  group: (group: unknown, traits?: unknown) => void;
  alias: (user: unknown) => void;
  consent: (yes: unknown) => void;
  reset: () => void;
  flush: () => void;
  id: () => string;
  push: (...calls: unknown[]) => void;
}

function object(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...(value as Values) } : {};
}

function cleaned(properties: unknown): Values {
  const values = object(properties);
  ADDRESSES.forEach((name) => {
    const address = values[name];
    if (typeof address === "string" && address) {
      values[name] = clean(address, document.baseURI).url;
    }
  });
  return values;
}

/** A text, or a number as one. */
function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

/** @param outbox also says who it is */
export function calls(visit: Visit, outbox: Outbox): Calls {
  const { identity } = outbox;
  const prox: Calls = {
    track: safely((name, properties) => {
      const event = text(name);
      if (event) {
        visit.put("track", { event, properties: cleaned(properties) });
      }
    }),
    page: safely((name, properties) => {
      const named = text(name);
      visit.page(named || undefined, cleaned(named ? properties : name));
    }),
    identify: safely((user, traits) => {
      const id = text(user);
      if (id) {
        identity.setUser(id);
      }
      visit.put("identify", { traits: object(id ? traits : user) });
    }),
    group: safely((group, traits) => {
      const groupId = text(group);
      if (groupId) {
        visit.put("group", { groupId, traits: object(traits) });
      }
    }),
    alias: safely((user) => {
      const userId = text(user);
      if (userId) {
        visit.put("alias", { userId, previousId: identity.anonymousId() });
      }
    }),
    consent: safely((yes) => {
      outbox.answer(yes === true);
    }),
    reset: safely(() => {
      outbox.reset();
    }),
    flush: safely(() => {
      outbox.flush();
    }),
    id: () => {
      let id = "";
      safely(() => {
        id = outbox.isOpen() ? identity.anonymousId() : "";
      })();
      return id;
    },
    push: (...queued) => {
      queued.forEach((call) => {
        const [name, ...values] = Array.isArray(call) ? (call as unknown[]) : [];
        const works = prox as unknown as Record<string, (...values: unknown[]) => unknown>;
        const work = works[String(name)];
        if (name !== "push" && typeof work === "function") {
          work(...values);
        } else {
          warnOnce("call " + String(name), "there is no call " + String(name));
        }
      });
    },
  };
  return prox;
}
