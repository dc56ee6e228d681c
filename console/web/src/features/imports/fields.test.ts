import { describe, expect, it } from "vitest";
import { clashes, fieldWords, missingIdentity, withMeaning } from "./fields";

describe("the mapping of columns", () => {
  it("tells which column takes a field that another one has", () => {
    const found = clashes([
      { column: "E-Mail", field: "email" },
      { column: "Mail 2", field: "email" },
      { column: "A", field: "own" },
      { column: "B", field: "own" },
    ]);

    expect([...found]).toEqual([["Mail 2", "“E-Mail” is Email already"]]);
  });

  it("needs something by which a lead is known again", () => {
    expect(missingIdentity([{ field: "firstName" }])).toBe(true);
    expect(missingIdentity([{ field: "externalId" }])).toBe(false);
  });

  it("moves a value from one meaning to another", () => {
    const outcome = withMeaning({ won: ["won"], lost: ["lost"], open: ["maybe"] }, "maybe", "lost");

    expect(outcome).toEqual({ won: ["won"], lost: ["lost", "maybe"], open: [] });
  });

  it("names a field it does not know by its key", () => {
    expect(fieldWords("email")).toBe("Email");
    expect(fieldWords("constructor")).toBe("constructor");
  });
});
