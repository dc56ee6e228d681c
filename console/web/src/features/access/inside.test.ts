import { expect, it } from "vitest";
import { inside } from "./inside";

it("goes on to pages of this console alone", () => {
  expect(inside("/work?grade=A")).toBe("/work?grade=A");
  for (const elsewhere of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:x",
    "",
    undefined,
  ]) {
    expect(inside(elsewhere)).toBe("/");
  }
  expect(inside("/sign-in?next=/work")).toBe("/");
});
