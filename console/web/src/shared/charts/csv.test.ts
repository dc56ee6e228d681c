import { expect, it } from "vitest";
import { csvOf } from "./csv";

it("quotes what must be quoted, and lets no cell become a formula", () => {
  const text = csvOf({
    titles: ["Name", "Score"],
    rows: [
      ['=HYPERLINK("x")', 1],
      ["@cmd", -2],
      ["-3.5", 3],
      ['a "b", c', 4],
    ],
  });

  expect(text.split("\r\n")).toEqual([
    "Name,Score",
    '"\'=HYPERLINK(""x"")",1',
    "'@cmd,-2",
    "-3.5,3",
    '"a ""b"", c",4',
    "",
  ]);
});
