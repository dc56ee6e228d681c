import { expect, it } from "vitest";
import { findSettings, saysOf, SETTINGS } from "./settings";

const PARTS = [
  { part: "workspace", words: "Workspace" },
  { part: "hand-off", words: "Hand-off" },
  { part: "keys", words: "API keys" },
];
const found = (text: string) => findSettings(text, PARTS).map((one) => one.id);

it("finds a setting by its title, its effect, what it is at first, and words that stand nowhere", () => {
  expect(found("currency")).toEqual(["currency"]);
  expect(found("three LETTERS")).toEqual(["currency"]);
  expect(found("80")).toEqual(["grades"]);
  expect(found("round robin")).toEqual(["assign"]);
});

it("finds all of a part by its name", () => {
  expect(found("workspace")).toEqual(["name", "currency", "grades", "fixed"]);
});

it("looks for the beginnings of words, of which each must be there", () => {
  expect(found("thresh")).toEqual(["grades", "qualify"]);
  expect(found("thresh qual")).toEqual(["qualify"]);
  expect(found("hold")).toEqual([]);
});

it("finds nothing where nothing is asked, and nothing that one may not see", () => {
  expect(found("  ")).toEqual([]);
  expect(found("invite")).toEqual([]);
});

it("says of each what it does, and of what one sets what it is at first", () => {
  for (const { effect } of SETTINGS) expect(effect).toMatch(/^[A-Z].*[.]$/);
  expect(SETTINGS.filter(({ part, usual }) => usual === undefined && part !== "you").map(({ id }) => id)).toEqual([
    "sources",
    "snippet",
  ]);
  expect(saysOf("currency")).toBe("In which values without one are read. Three letters, such as USD. At first: EUR.");
});
