import { useEffect, useRef, useState } from "react";

const TYPING_MS = 150;

/**
 * What stands in a field that narrows a page: what was typed, which is told a moment after the last key, or what the
 * address says when that changes from elsewhere, as by a link or the back button.
 */
export function useTyped(value: string, onTyped: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const latest = useRef(onTyped);
  useEffect(() => {
    latest.current = onTyped;
  });
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text.trim() === told.current.trim()) return;
    const timer = setTimeout(() => {
      told.current = text.trim();
      latest.current(text.trim());
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}
