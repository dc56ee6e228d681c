import { describe, expect, it } from "vitest";
import { nameOf, personOf, shownText, textOf } from "./persons";

const value = (text: string) => ({ text, source: "Web form", occurredAt: "", knownAt: "" });

describe("persons", () => {
  it("are named by first and last name, else by the full one, else by the address", () => {
    expect(nameOf(personOf({ "First name": value("Ada"), "Last name": value("King") }))).toBe("Ada King");
    expect(nameOf(personOf({ fullName: value("Ada King") }))).toBe("Ada King");
    expect(nameOf(personOf({ Email: value("ada@acme.example") }))).toBe("ada@acme.example");
    expect(nameOf(personOf({}))).toBeUndefined();
  });

  it("may have fields that are called like something else in JavaScript", () => {
    const person = personOf(JSON.parse('{"__proto__": {"text": "x"}, "constructor": {"text": "y"}}') as never);

    expect(textOf(person, "firstName")).toBeUndefined();
    expect(textOf(person, "constructor")).toBe("y");
  });

  it("are shown without what turns or hides text", () => {
    expect(shownText("\u202eevil\u202c\u0000 zero\u200bwidth")).toBe("evil zerowidth");
    expect(textOf(personOf({ Note: value("\u200b \u0007") }), "note")).toBeUndefined();
  });
});
