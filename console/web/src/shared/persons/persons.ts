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

/** A lead, at the newest change of it that is known here. */
export type Of = { lead: string; revision: number };

const MOST = 100;
const WAIT_MS = 60;

let version = 0;
let queue = new Map<string, number>();
/** The revision at which a lead's person was asked for last. */
const asked = new Map<string, number>();
const failed = new Set<string>();
const known = new Map<string, Person | null>();
const watchers = new Set<() => void>();

function tell() {
  version++;
  for (const watcher of watchers) watcher();
}

/** Forgets everybody: when one signs out, and between tests. */
export function forgetPersons(): void {
  queue = new Map();
  asked.clear();
  failed.clear();
  known.clear();
  tell();
}

/** Forgets somebody whose lead was deleted, also where the answer is still on its way. */
export function forgetPerson(lead: string): void {
  queue.delete(lead);
  failed.delete(lead);
  const was = asked.delete(lead);
  if (known.delete(lead) || was) tell();
}

/** Has whoever is in view and could not be read asked for once more. */
export function askAgain(): void {
  if (failed.size === 0) return;
  for (const lead of failed) asked.delete(lead);
  failed.clear();
  tell();
}

function ask(leads: readonly Of[]): void {
  if (queue.size === 0) setTimeout(() => void send(), WAIT_MS);
  for (const { lead, revision } of leads) {
    asked.set(lead, revision);
    queue.set(lead, revision);
  }
}

async function send(): Promise<void> {
  const all = [...queue];
  queue = new Map();
  for (let start = 0; start < all.length; start += MOST) {
    const some = all.slice(start, start + MOST);
    const leads = some.map(([lead]) => lead).join(",");
    // Of a lead that changed meanwhile, or was forgotten, another answer counts, or none.
    const wanted = () => some.filter(([lead, revision]) => asked.get(lead) === revision).map(([lead]) => lead);
    try {
      const { persons } = await get<Persons>("/v1/persons", { query: { leads } });
      for (const lead of wanted()) {
        const fields = Object.hasOwn(persons, lead) ? persons[lead] : undefined;
        known.set(lead, fields ? personOf(fields) : null);
        failed.delete(lead);
      }
    } catch {
      // A list without names still works, and says that they could not be read.
      for (const lead of wanted()) failed.add(lead);
    }
    tell();
  }
}

function watch(watcher: () => void) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function useVersion(): number {
  return useSyncExternalStore(watch, () => version);
}

/** Those leads as one text, which stays the same however often they are listed anew. */
function textOfAll(leads: readonly Of[]): string {
  return leads.map(({ lead, revision }) => `${lead} ${revision}`).join(",");
}

function allOf(text: string): Of[] {
  if (text === "") return [];
  return text.split(",").map((one) => {
    const [lead = "", revision] = one.split(" ");
    return { lead, revision: Number(revision) };
  });
}

/**
 * The persons of those leads, as far as they are known by now; empty without permission. A lead that changed is asked
 * for anew, and shown as it was until the answer is there.
 */
export function usePersons(leads: readonly Of[]): ReadonlyMap<string, Person> {
  const may = useMay("personal:read");
  const now = useVersion();
  const wanted = textOfAll(leads);
  useEffect(() => {
    if (!may) return;
    const unknown = allOf(wanted).filter(({ lead, revision }) => (asked.get(lead) ?? -1) < revision);
    if (unknown.length > 0) ask(unknown);
    // A newer version means that some may have to be asked for again.
  }, [may, wanted, now]);
  return useMemo(() => {
    const found = new Map<string, Person>();
    if (!may) return found;
    for (const { lead } of allOf(wanted)) {
      const person = known.get(lead);
      if (person) found.set(lead, person);
    }
    return found;
    // A newer version means that more is known.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [may, wanted, now]);
}

/** Whether somebody of these could not be read. */
export function usePersonsFailed(leads: readonly Of[]): boolean {
  useVersion();
  return leads.some(({ lead }) => failed.has(lead));
}
