import { clean } from "./addresses";
import type { Outbox } from "./outbox";
import { attempt, safely, warnOnce } from "./safely";
import type { Visit } from "./visit";

type Values = Record<string, unknown>;

/** Properties by which pages hand over addresses as they find them. */
const ADDRESSES = ["url", "referrer", "href", "action"];

const LONGEST_NAME = 255;

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

/** As it is now: pages go on to change what they told. */
function object(value: unknown): Values {
  const copy = attempt(() => JSON.parse(JSON.stringify(value || {})) as unknown, undefined);
  if (copy === undefined) {
    warnOnce("values", "values that are no JSON were left out");
  }
  return typeof copy === "object" && !Array.isArray(copy) ? (copy as Values) : {};
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

/** A text, or a number as one. The server would refuse all events of somebody whose identifier is longer. */
function text(value: unknown): string {
  const said = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  if (said.length > LONGEST_NAME) {
    warnOnce("name", "a name of more than " + LONGEST_NAME + " characters was left out");
    return "";
  }
  return said;
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
      if (id || typeof user === "object") {
        visit.put("identify", { traits: object(id ? traits : user || traits) });
      }
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
