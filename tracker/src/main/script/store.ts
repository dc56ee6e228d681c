import { attempt } from "./safely";

/**
 * What stays in the browser: in its local storage, and where that is blocked the few short texts in cookies of the
 * site. Where neither works, nothing stays. All names begin alike, so that all of it can be taken away.
 */
const PREFIX = "prox_";
const SHORT = ["id", "user", "consent"];
const A_YEAR = 365 * 24 * 60 * 60;

export function read(name: string): string {
  return attempt(() => localStorage.getItem(PREFIX + name), null) || "";
}

/** @returns whether it stays */
export function write(name: string, text: string): boolean {
  return attempt(() => {
    localStorage.setItem(PREFIX + name, text);
    return localStorage.getItem(PREFIX + name) === text;
  }, false);
}

export function remove(name: string): void {
  attempt(() => {
    localStorage.removeItem(PREFIX + name);
  }, undefined);
}

/** Names of all that is in the local storage. */
export function names(): string[] {
  return attempt(
    () =>
      Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place) || "")
        .filter((name) => name.startsWith(PREFIX))
        .map((name) => name.slice(PREFIX.length)),
    [],
  );
}

function setCookie(name: string, text: string, seconds: number): void {
  attempt(() => {
    document.cookie =
      PREFIX +
      name +
      "=" +
      encodeURIComponent(text) +
      "; path=/; samesite=lax; max-age=" +
      seconds +
      (location.protocol === "https:" ? "; secure" : "");
  }, undefined);
}

function cookie(name: string): string {
  return attempt(() => {
    const found = document.cookie.split("; ").find((each) => each.startsWith(PREFIX + name + "="));
    return found ? decodeURIComponent(found.slice(PREFIX.length + name.length + 1)) : "";
  }, "");
}

export function recall(name: string): string {
  return read(name) || cookie(name);
}

export function remember(name: string, text: string): void {
  if (!write(name, text)) {
    setCookie(name, text, A_YEAR);
  }
}

export function forget(name: string): void {
  remove(name);
  if (cookie(name)) {
    setCookie(name, "", 0);
  }
}

/** @param answer whether also that to the question for consent */
export function forgetAll(answer: boolean): void {
  names()
    .concat(SHORT)
    .filter((name) => answer || name !== "consent")
    .forEach(forget);
}

/** @param work is told the name of what changed, a blank where all did */
export function onChangeElsewhere(work: (name: string) => void): (event: Event) => void {
  return (event) => {
    const { key } = event as StorageEvent;
    if (!key || key.startsWith(PREFIX)) {
      work(key ? key.slice(PREFIX.length) : "");
    }
  };
}
