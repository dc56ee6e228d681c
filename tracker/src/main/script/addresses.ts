import { attempt } from "./safely";

/**
 * Takes out of addresses and titles what may name a person, before they leave the page.
 *
 * Of parameters only their names are kept, without a value, except those of campaigns and of clicks: nobody reads the
 * others, and a search for a name looks like any other search.
 */

/** The parameter by which a link in a mail proves whose it is. */
export const PROOF = "prox_p";

const LONGEST_ADDRESS = 2000;
const LONGEST_TITLE = 300;
const LONGEST_TEXT = 120;

const CLICK_IDS = /^(gclid|gbraid|wbraid|dclid|gclsrc|msclkid|fbclid|ttclid|twclid|li_fat_id|yclid|rdt_cid|igshid)$/;

/** Says that somebody came from a mail, and by its value who. */
const CLICK_OF_A_PERSON = "mc_eid";

const PERSONAL_NAME =
  /mail|name|phone|mobile|tel|token|pass|pwd|auth|secret|sess|sid|login|jwt|otp|key|code|user|uid|address|street|zip|birth|dob|iban|card|cvv|ssn|tax|account|customer|member|person|contact|sign|prox_p/;

const MAIL = /@|%(25)*40/i;
const MAIL_IN_TEXT = /[^\s<>()"']*(@|%(25)*40)[^\s<>()"']*/gi;
const JWT = /eyJ[\w-]{4,}\.[\w-]/;
const NUMBER = /^[\d\s().+/-]+$/;
const HEXADECIMAL = /^(0x)?[\da-f]{16,}$|^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
const LONG = 64;

/** Letters and digits without a break, where a word has none and a name has breaks. */
const TOKEN = /^(?=.*\d)[\da-z_+=]{24,}$/i;

/** Letters of both cases and digits, breaks or not. A name of a page may look so, a value hardly. */
const BASE64 = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+/=-]{20,}$/;

function decoded(text: string): string {
  let plain = text.replace(/\+/g, " ");
  for (let times = 0; times < 3; times++) {
    const packed = plain;
    plain = attempt(() => decodeURIComponent(packed), packed);
  }
  return plain;
}

function isToken(text: string): boolean {
  return MAIL.test(text) || JWT.test(text) || HEXADECIMAL.test(text) || TOKEN.test(text);
}

/** Whether a text may name a person, or open what is a person's. */
export function looksPersonal(text: string): boolean {
  const value = decoded(text);
  return (
    text.length > LONG ||
    isToken(text) ||
    isToken(value) ||
    BASE64.test(value) ||
    (NUMBER.test(value) && value.replace(/\D/g, "").length >= 6)
  );
}

function cleanParameter(pair: string): string {
  const equals = pair.indexOf("=");
  const raw = equals < 0 ? pair : pair.slice(0, equals);
  const value = equals < 0 ? "" : pair.slice(equals + 1);
  const name = decoded(raw).toLowerCase();
  if (name === CLICK_OF_A_PERSON) {
    return raw + "=";
  }
  if (name.startsWith("utm_") || CLICK_IDS.test(name)) {
    return MAIL.test(pair) ? "" : pair;
  }
  return !name || PERSONAL_NAME.test(name) || looksPersonal(raw) || looksPersonal(value) ? "" : raw + "=";
}

function cleanQuery(query: string): string {
  const kept = query.split(/[&;]/).map(cleanParameter).filter(Boolean).join("&");
  return kept && "?" + kept;
}

/** What stands behind a semicolon in a path is a parameter too. */
function cleanPath(path: string): string {
  return path
    .split("/")
    .map((step) => step.split(";")[0] as string)
    .map((step) => (isToken(step) || isToken(decoded(step)) ? "-" : step))
    .join("/");
}

function cleanRoute(fragment: string): string {
  const route = /^(#!?)(\/[^?#]*)\??([^#]*)/.exec(fragment);
  return route ? route[1] + cleanPath(route[2] as string) + cleanQuery(route[3] as string) : "";
}

export interface Cleaned {
  url: string;
  path: string;
}

/** @returns blanks where it is no address of a page: `mailto:`, `blob:`, `about:` */
export function clean(address: string, base?: string): Cleaned {
  const url = attempt(() => new URL(address, base), undefined);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return { url: "", path: "" };
  }
  const path = cleanPath(url.pathname).slice(0, LONGEST_ADDRESS);
  const whole = url.protocol + "//" + url.host + path + cleanQuery(url.search.slice(1)) + cleanRoute(url.hash);
  return { url: whole.slice(0, LONGEST_ADDRESS), path };
}

export function cleanTitle(title: string): string {
  const start = title.slice(0, 4 * LONGEST_TITLE);
  return (MAIL.test(start) ? start.replace(MAIL_IN_TEXT, "-") : start).slice(0, LONGEST_TITLE);
}

/** Values of the parameters of an address, by their names in lower case; the first of each counts. */
function parameters(search: string): Record<string, string> {
  const values: Record<string, string> = {};
  search
    .slice(1)
    .split("&")
    .forEach((pair) => {
      const equals = pair.indexOf("=");
      const name = pair.slice(0, Math.max(equals, 0)).toLowerCase();
      if (name && !(name in values)) {
        values[name] = decoded(pair.slice(equals + 1));
      }
    });
  return values;
}

/** Which campaign brought somebody, in the words of who runs it; undefined where none did. */
export function campaign(search: string): Record<string, string> | undefined {
  const values = parameters(search);
  const found: Record<string, string> = {};
  ["campaign", "source", "medium", "term", "content"].forEach((name) => {
    const text = values["utm_" + name];
    if (text && !MAIL.test(text)) {
      found[name === "campaign" ? "name" : name] = text.slice(0, LONGEST_TEXT);
    }
  });
  return Object.keys(found).length ? found : undefined;
}

/** What a link in a mail says of whose it is. */
export function proof(search: string): string | undefined {
  const token = parameters(search)[PROOF];
  return token && /^[\w.~=-]{1,512}$/.test(token) ? token : undefined;
}

/** Parameters without those that say how somebody came: many pages take them away, and are the same page then. */
export function withoutArrival(search: string): string {
  return search
    .slice(1)
    .split("&")
    .filter((pair) => {
      const name = (pair.split("=")[0] as string).toLowerCase();
      return !(name.startsWith("utm_") || CLICK_IDS.test(name) || name === CLICK_OF_A_PERSON || name === PROOF);
    })
    .join("&");
}

/** The host without what many sites have before it. */
function bare(host: string): string {
  return host.replace(/^www\./, "");
}

/** Whether `to` is on another site: neither the same host, nor one above or below it. */
export function leaves(to: string, from: string): boolean {
  const one = "." + bare(to);
  const other = "." + bare(from);
  return !one.endsWith(other) && !other.endsWith(one);
}
