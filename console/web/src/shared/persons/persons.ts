import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { FieldValue, Persons } from "@/api/types";
import { get } from "@/shared/http/client";
import { useMay } from "@/shared/session/session";

/**
 * Who leads are. Each asking is audited, so only what is in view is asked for, once, all together; what is known stays
 * in memory alone.
 */

export type Person = Map<string, FieldValue>;

const LABELS = new Map([
  ["email", "email"],
  ["first name", "firstName"],
  ["last name", "lastName"],
  ["full name", "fullName"],
  ["phone", "phone"],
  ["mobile phone", "mobile"],
  ["job title", "jobTitle"],
  ["company", "company"],
  ["website", "website"],
  ["street", "street"],
  ["postcode", "postcode"],
  ["note", "note"],
]);

/** Keys of fields, whether the answer names them by key or by label. */
export function personOf(fields: Record<string, FieldValue>): Person {
  return new Map(Object.entries(fields).map(([name, value]) => [LABELS.get(name.toLowerCase()) ?? name, value]));
}

/** Invisible characters and turns of direction can make a name look like something else, or like nothing. */
export function shownText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    .replace(/[\u200b\u2060\ufeff]/g, "")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}

export function textOf(person: Person | undefined, field: string): string | undefined {
  const text = person?.get(field)?.text;
  if (text === undefined) return undefined;
  const shown = shownText(text);
  return shown === "" ? undefined : shown;
}

export function nameOf(person: Person | undefined): string | undefined {
  if (!person) return undefined;
  const full = [textOf(person, "firstName"), textOf(person, "lastName")].filter(Boolean).join(" ");
  return full !== "" ? full : (textOf(person, "fullName") ?? textOf(person, "email"));
}

const MOST = 100;
const WAIT_MS = 60;

let version = 0;
let queue = new Set<string>();
const asked = new Set<string>();
const known = new Map<string, Person | null>();
const watchers = new Set<() => void>();

function tell() {
  version++;
  for (const watcher of watchers) watcher();
}

/** Forgets everybody: when one signs out, and between tests. */
export function forgetPersons(): void {
  queue = new Set();
  asked.clear();
  known.clear();
  tell();
}

/** Forgets somebody whose lead was deleted, also where the answer is still on its way. */
export function forgetPerson(lead: string): void {
  queue.delete(lead);
  const was = asked.delete(lead);
  if (known.delete(lead) || was) tell();
}

function ask(leads: string[]): void {
  if (queue.size === 0) setTimeout(() => void send(), WAIT_MS);
  for (const lead of leads) {
    asked.add(lead);
    queue.add(lead);
  }
}

async function send(): Promise<void> {
  const all = [...queue];
  queue = new Set();
  for (let start = 0; start < all.length; start += MOST) {
    const some = all.slice(start, start + MOST);
    try {
      const { persons } = await get<Persons>("/v1/persons", { query: { leads: some.join(",") } });
      for (const lead of some) {
        const fields = Object.hasOwn(persons, lead) ? persons[lead] : undefined;
        if (asked.has(lead)) known.set(lead, fields ? personOf(fields) : null);
      }
    } catch {
      // A list without names still works; the next look asks again.
      for (const lead of some) asked.delete(lead);
    }
    tell();
  }
}

function watch(watcher: () => void) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The persons of those leads, as far as they are known by now; empty without permission. */
export function usePersons(leads: readonly string[]): ReadonlyMap<string, Person> {
  const may = useMay("personal:read");
  const now = useSyncExternalStore(watch, () => version);
  const wanted = leads.join(",");
  useEffect(() => {
    if (!may || wanted === "") return;
    const unknown = wanted.split(",").filter((lead) => !asked.has(lead));
    if (unknown.length > 0) ask(unknown);
  }, [may, wanted]);
  return useMemo(() => {
    const found = new Map<string, Person>();
    if (!may || wanted === "") return found;
    for (const lead of wanted.split(",")) {
      const person = known.get(lead);
      if (person) found.set(lead, person);
    }
    return found;
    // A newer version means that more is known.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [may, wanted, now]);
}
