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

it.each(["=", "+", "-", "@", "\0", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u00a0=", "\ufeff="])(
  "lets no cell be run that begins with %j",
  (start) => {
    const [, cell] = csvOf({ titles: ["Name"], rows: [[`${start}1+1`]] }).split(/^Name\r\n/);

    expect(cell?.replace(/^"/, "")).toMatch(/^'/);
  },
);
