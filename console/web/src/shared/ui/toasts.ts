import { useSyncExternalStore } from "react";

export type Toast = {
  id: number;
  words: string;
  kind: "done" | "failed";
  undo?: () => void | Promise<void>;
};

/** What was just done, with the way back. A few seconds are enough to read; undoing by `z` works as long. */
let toasts: Toast[] = [];
let next = 1;
const watchers = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

const DONE_MS = 8_000;
const FAILED_MS = 15_000;

function set(changed: Toast[]) {
  toasts = changed;
  for (const watcher of watchers) watcher();
}

export function toast(words: string, options: { kind?: Toast["kind"]; undo?: Toast["undo"] } = {}): void {
  const one: Toast = {
    id: next++,
    words,
    kind: options.kind ?? "done",
    ...(options.undo ? { undo: options.undo } : {}),
  };
  set([...toasts.slice(-2), one]);
  keep(one.id, one.kind === "failed" ? FAILED_MS : DONE_MS);
}

export function keep(id: number, milliseconds: number): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => dismiss(id), milliseconds),
  );
}

/** Stays while one points at it. */
export function hold(id: number): void {
  clearTimeout(timers.get(id));
}

export function dismiss(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  set(toasts.filter((one) => one.id !== id));
}

export function undoLast(): boolean {
  const last = [...toasts].reverse().find((one) => one.undo);
  if (!last?.undo) return false;
  dismiss(last.id);
  void last.undo();
  return true;
}

export function useToasts(): Toast[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => toasts,
  );
}
