import { expect, it } from "vitest";
import { rowsOf, spelt } from "./books";

it("lists what came in before what became of it, and leaves nothing out", () => {
  const rows = rowsOf({
    balanced: true,
    difference: 0,
    asOf: "2026-11-24T08:00:00Z",
    refused: 73,
    received: 100,
    brandNewRow: 1,
  });

  expect(rows.map(([words]) => words)).toEqual([
    "Received",
    "Refused at the door, each with its reason",
    "Brand new row",
  ]);
});

it("spells names out", () => {
  expect(spelt("inFlight")).toBe("In flight");
  expect(spelt("x")).toBe("X");
});
