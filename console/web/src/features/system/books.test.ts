import { expect, it } from "vitest";
import { doorWords, rowsOf, spelt } from "./books";

const account = {
  received: 100,
  accepted: 27,
  refused: 73,
  created: 20,
  changed: 5,
  unchanged: 2,
  balanced: true,
  difference: 0,
};

it("lists what came in before what became of it", () => {
  expect(rowsOf(account).map((row) => row.value)).toEqual([100, 73, 27, 20, 5, 2]);
});

it("spells names out", () => {
  expect(spelt("inFlight")).toBe("In flight");
  expect(spelt("x")).toBe("X");
  expect(doorWords("api")).toBe("By API");
  expect(doorWords("carrierPigeon")).toBe("Carrier pigeon");
  expect(doorWords("constructor")).toBe("Constructor");
});
