import { useEffect, useRef, useSyncExternalStore } from "react";
import type { IconName } from "@/shared/ui/Icon";

/** What the command palette offers besides going somewhere: pages say what can be done on them. */
export type Command = { id: string; words: string; icon?: IconName; keys?: string; group?: string; run: () => void };

const registered = new Map<symbol, Command[]>();
let all: Command[] = [];
const watchers = new Set<() => void>();

function tell() {
  all = [...registered.values()].flat();
  for (const watcher of watchers) watcher();
}

/** Offers commands while the component is there. */
export function useCommands(commands: Command[]): void {
  const key = useRef(Symbol("commands"));
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const shape = commands.map((command) => `${command.id} ${command.words} ${command.keys ?? ""}`).join("\n");
  useEffect(() => {
    const own = key.current;
    registered.set(
      own,
      latest.current.map((command) => ({
        ...command,
        run: () => latest.current.find((other) => other.id === command.id)?.run(),
      })),
    );
    tell();
    return () => {
      registered.delete(own);
      tell();
    };
  }, [shape]);
}

export function useAllCommands(): Command[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => all,
  );
}
