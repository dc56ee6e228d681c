import { useEffect, useRef } from "react";

type Keys = Record<string, (event: KeyboardEvent) => void>;

/** What Enter and Space press by themselves. */
const PRESSED = "a[href], button, summary, [role=button], [role=tab], [role=menuitem]";

/** Whether the reader is typing, or something lies over the page. */
function busy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[role=dialog], [role=menu], [role=listbox]")) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Whether the key belongs to the link or button that has the focus. */
function presses(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" && event.key !== " ") return false;
  return event.target instanceof Element && event.target.closest(PRESSED) !== null;
}

/**
 * Keys that act on the page while nobody types: `j`, `?`, `Shift+A`, `Mod+k` (Control, or Command on a Mac).
 * `Mod` keys work while typing too. Enter and Space stay with a link or button that has the focus.
 */
export function useHotkeys(keys: Keys, active = true): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!active) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const mod = event.ctrlKey || event.metaKey;
      const name = (mod ? "Mod+" : "") + (event.key.length === 1 ? event.key : event.key);
      const handler = latest.current[name];
      if (!handler || (!mod && busy(event.target)) || presses(event)) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [active]);
}
