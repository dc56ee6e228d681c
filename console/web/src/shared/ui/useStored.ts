import { useCallback, useState } from "react";

/** A choice of the reader that is kept in the browser. Never data: only widths, columns and the like. */
export function useStored<T>(key: string, usual: T): [T, (next: T | ((now: T) => T)) => void] {
  const [value, setValue] = useState<T>(() => read(key, usual));
  const set = useCallback(
    (next: T | ((now: T) => T)) =>
      setValue((now) => {
        const chosen = typeof next === "function" ? (next as (now: T) => T)(now) : next;
        try {
          localStorage.setItem(key, JSON.stringify(chosen));
        } catch {
          // Storage may be switched off or full; the choice then lasts as long as the page.
        }
        return chosen;
      }),
    [key],
  );
  return [value, set];
}

function read<T>(key: string, usual: T): T {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return usual;
    const found = JSON.parse(text) as T;
    return typeof found === "object" && found !== null && typeof usual === "object" ? { ...usual, ...found } : found;
  } catch {
    return usual;
  }
}
