import { expect, test } from "vitest";
import { chosen, withChoice } from "./choices";

const some = { leaveOut: ["Stage"], keep: ["Job title"] };

test("tells what was decided of a column", () => {
  expect(chosen(some, "Stage")).toBe("leaveOut");
  expect(chosen(some, "Job title")).toBe("keep");
  expect(chosen(some, "Country")).toBeUndefined();
});

test("decides of one column and leaves the others as they are", () => {
  expect(withChoice(some, "Country", "leaveOut")).toEqual({ leaveOut: ["Stage", "Country"], keep: ["Job title"] });
  expect(withChoice(some, "Stage", "keep")).toEqual({ leaveOut: [], keep: ["Job title", "Stage"] });
  expect(withChoice(some, "Job title", undefined)).toEqual({ leaveOut: ["Stage"], keep: [] });
  expect(some).toEqual({ leaveOut: ["Stage"], keep: ["Job title"] });
});
