import { describe, expect, it } from "vitest";
import { BETWEEN, parseSearch, picked, stringifySearch } from "./search";

describe("the search part of an address", () => {
  it("comes back as it went", () => {
    const search = { q: "Ada & co", grade: "A,B", source: `Fair, Hamburg${BETWEEN}Web form` };

    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });

  it("gives each of a customer's own names a parameter, and leaves commas readable", () => {
    expect(stringifySearch({ grade: "A,B", source: `Fair, Hamburg${BETWEEN}Web` })).toBe(
      "?grade=A,B&source=Fair,+Hamburg&source=Web",
    );
    expect(new URLSearchParams(stringifySearch({ source: `Fair, Hamburg${BETWEEN}Web` })).getAll("source")).toEqual([
      "Fair, Hamburg",
      "Web",
    ]);
  });

  it("leaves out what is not set", () => {
    expect(stringifySearch({ q: "", grade: undefined })).toBe("");
  });

  it("takes no name for more than a name", () => {
    const search = parseSearch("?__proto__=x&constructor=y");

    expect(Object.getPrototypeOf(search)).toBe(Object.prototype);
    expect(picked(search, ["constructor"])).toEqual({ constructor: "y" });
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});
