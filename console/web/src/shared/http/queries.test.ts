import { expect, it } from "vitest";
import { ProblemError } from "./client";
import { unavailable } from "./queries";

const problem = (status: number, kind: string) => new ProblemError({ status, kind, title: "", detail: "" });

it.each([
  ["was never loaded", problem(500, "unexpected"), true, true],
  ["cannot be read anew", problem(503, "unavailable"), false, false],
  ["is gone", problem(404, "not-found"), false, true],
  ["is not for this reader any more", problem(403, "not-allowed"), false, true],
])("tells whether there is nothing to show of what %s", (_, error, isLoadingError, expected) => {
  expect(unavailable({ error, isLoadingError })).toBe(expected);
});

it("shows what was read", () => {
  expect(unavailable({ error: null, isLoadingError: false })).toBe(false);
});
