import { expect, it } from "vitest";
import { figureLinks, ofGrade } from "./links";

it("opens the leads of the days that a figure counts", () => {
  expect(figureLinks(30)).toEqual({
    leads: "/leads?created=30d&sort=created",
    qualified: "/leads?qualified=30d&sort=changed",
    converted: "/leads?outcome=won&closed=30d&sort=changed",
    revenue: "/leads?outcome=won&closed=30d&sort=changed",
  });
});

it("opens the open leads of a grade", () => {
  expect(ofGrade("B")).toEqual({ grade: "B", outcome: "open" });
});
