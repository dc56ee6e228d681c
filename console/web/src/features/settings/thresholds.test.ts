import { expect, it } from "vitest";
import { falling } from "./thresholds";

it("takes grades only where their scores fall", () => {
  expect(falling({ a: 80, b: 50, c: 20 })).toBe(true);
  expect(falling({ a: 100, b: 1, c: 0 })).toBe(true);
  for (const wrong of [
    { a: 50, b: 50, c: 20 },
    { a: 80, b: 20, c: 50 },
    { a: 101, b: 50, c: 20 },
    { a: 80, b: 50, c: -1 },
    { a: NaN, b: 50, c: 20 },
  ]) {
    expect(falling(wrong)).toBe(false);
  }
});
