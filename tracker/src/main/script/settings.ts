import { attempt } from "./safely";

/** Parts that `data-…="off"` switches off. */
export type Part = "pages" | "dwell" | "clicks" | "downloads" | "forms";

/** What the element says that loads the script. */
export interface Settings {
  key: string;
  host: string;
  needsConsent: boolean;
  has: (part: Part) => boolean;
}

function element(): HTMLScriptElement | null {
  return (document.currentScript || document.querySelector('script[data-key][src*="/prox.js"]')) as HTMLScriptElement;
}

function origin(host: string): string {
  return attempt(() => new URL(/^https?:\/\//.test(host) ? host : "https://" + host).origin, "");
}

/** @returns undefined where the script does not know whose events it should send where */
export function settings(): Settings | undefined {
  const script = element();
  const data = (name: string) => (script && script.getAttribute("data-" + name)) || "";
  const host = script ? origin(data("host") || script.src) : "";
  const key = data("key");
  return key && host
    ? { key, host, needsConsent: data("consent") === "required", has: (part) => data(part) !== "off" }
    : undefined;
}
