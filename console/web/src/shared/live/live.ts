import { useEffect, useRef, useSyncExternalStore } from "react";

/** What the server tells by itself. One stream for the whole page, and none while nobody looks at it. */

export type WorkChanged = { leads: string[]; at: string };
export type ModelChanged = { model: string; rules: boolean };
type Listener = { work?: (event: WorkChanged) => void; model?: (event: ModelChanged) => void; again?: () => void };

export type LiveState = { connected: boolean; lostAt: number | undefined };

const listeners = new Set<Listener>();
const watchers = new Set<() => void>();
let state: LiveState = { connected: false, lostAt: undefined };
let stream: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let wait = 1000;

function change(next: LiveState) {
  state = next;
  for (const watcher of watchers) watcher();
}

function parse<T>(event: Event): T | undefined {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as T;
  } catch {
    return undefined;
  }
}

function open() {
  if (stream || document.hidden || listeners.size === 0) return;
  clearTimeout(retry);
  const source = new EventSource("/v1/work/changes");
  stream = source;
  source.onopen = () => {
    wait = 1000;
    const missed = state.lostAt !== undefined;
    change({ connected: true, lostAt: undefined });
    if (missed) for (const listener of listeners) listener.again?.();
  };
  source.onerror = () => {
    // The browser's own retry has no growing pause, and gives up on an answer that is an error.
    source.close();
    if (stream === source) stream = undefined;
    change({ connected: false, lostAt: state.lostAt ?? Date.now() });
    clearTimeout(retry);
    retry = setTimeout(open, wait);
    wait = Math.min(wait * 2, 15_000);
  };
  source.addEventListener("work", (event) => {
    const told = parse<WorkChanged>(event);
    if (told && Array.isArray(told.leads)) for (const listener of listeners) listener.work?.(told);
  });
  source.addEventListener("model", (event) => {
    const told = parse<ModelChanged>(event);
    if (told) for (const listener of listeners) listener.model?.(told);
  });
}

function close() {
  clearTimeout(retry);
  stream?.close();
  stream = undefined;
}

let watching = false;
function watchVisibility() {
  if (watching) return;
  watching = true;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      close();
    } else {
      // What happened meanwhile is unknown, so ask for all of it.
      if (listeners.size > 0) for (const listener of listeners) listener.again?.();
      open();
    }
  });
}

/** Calls back on what happens; `again` when something may have been missed. */
export function useLive(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const own: Listener = {
      work: (event) => latest.current.work?.(event),
      model: (event) => latest.current.model?.(event),
      again: () => latest.current.again?.(),
    };
    listeners.add(own);
    watchVisibility();
    open();
    return () => {
      listeners.delete(own);
      if (listeners.size === 0) {
        close();
        change({ connected: false, lostAt: undefined });
      }
    };
  }, []);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}
