import { useEffect, useRef } from "react";

/**
 * How long a session lasts that nobody uses; the server's is as long. Changes that arrive make an open page ask for
 * them, so that the server alone would never see it idle.
 */
export const IDLE_MS = 30 * 60_000;
const LOOK_MS = 15_000;
/** Moves of a pointer come by the hundred; one in this time is kept. */
const KEEP_MS = 5_000;
/** When a person last used any page of this browser. */
const KEY = "prox.used";
const INPUTS = ["pointerdown", "pointermove", "wheel", "touchstart", "keydown"] as const;

/** Calls back, once, when nobody has touched this page, or another one of this browser, for so long. */
export function useIdle(onIdle: () => void): void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  useEffect(() => {
    // Where nothing can be stored, each page counts for itself.
    let used = Date.now();
    let over = false;
    const keep = () => {
      used = Date.now();
      try {
        localStorage.setItem(KEY, String(used));
      } catch {
        // See above.
      }
    };
    const look = () => {
      try {
        used = Math.max(used, Number(localStorage.getItem(KEY)));
      } catch {
        // See above.
      }
      if (over || Date.now() - used < IDLE_MS) return;
      over = true;
      latest.current();
    };
    const onInput = () => {
      // A machine that slept looks only now: whoever wakes it is not who left it.
      look();
      if (!over && Date.now() - used >= KEEP_MS) keep();
    };
    keep();
    const timer = setInterval(look, LOOK_MS);
    for (const input of INPUTS) document.addEventListener(input, onInput, { capture: true, passive: true });
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      for (const input of INPUTS) document.removeEventListener(input, onInput, { capture: true });
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}
