import type { ColumnChoices } from "@/api/types";

export type Choice = keyof ColumnChoices;

/** What was decided of a column; nothing where the proof decides. */
export function chosen(choices: ColumnChoices, column: string): Choice | undefined {
  if (choices.leaveOut.includes(column)) return "leaveOut";
  return choices.keep.includes(column) ? "keep" : undefined;
}

/** The choices with another one for a column. */
export function withChoice(choices: ColumnChoices, column: string, choice: Choice | undefined): ColumnChoices {
  const others = (names: string[]) => names.filter((name) => name !== column);
  const next = { leaveOut: others(choices.leaveOut), keep: others(choices.keep) };
  if (choice) next[choice].push(column);
  return next;
}
