import { describe, expect, it } from "vitest";
import { BETWEEN } from "@/shared/format/search";
import { apiQuery, filtersOf, sameFilters, toggled, valueWords, viewOf } from "./filters";

describe("filters", () => {
  it("are asked for in one way, however they were set", () => {
    expect(apiQuery({ status: "new", grade: "A,B", q: " ada " })).toBe(
      apiQuery({ q: "ada", grade: "A,B", status: "new" }),
    );
    expect(apiQuery({ grade: "A,B", q: "ada" })).toBe("q=ada&grade=A,B");
  });

  it("are the same in any order, with the usual sort or none", () => {
    expect(sameFilters({ grade: "A,B" }, { grade: "B,A", sort: "score" })).toBe(true);
    expect(sameFilters({ grade: "A" }, { grade: "A", sort: "created" })).toBe(false);
    expect(sameFilters({ source: `Web${BETWEEN}Fair` }, { source: `Fair${BETWEEN}Web` })).toBe(true);
  });

  it("keep commas in the customer's names", () => {
    const both = toggled("source", "Fair, Hamburg", "Web form");

    expect(apiQuery({ source: both })).toBe("source=Fair,+Hamburg&source=Web+form");
    expect(toggled("source", both, "Fair, Hamburg")).toBe("Web form");
    expect(toggled("grade", "A,B", "A")).toBe("B");
    expect(toggled("grade", "B", "B")).toBeUndefined();
  });

  it("are told in words", () => {
    expect(valueWords("status", "new,claimed", String)).toBe("New, Claimed");
    expect(valueWords("owner", "me,none,user_1", () => "Mara")).toBe("You, Nobody, Mara");
    expect(valueWords("status", "new,claimed,contacted,qualified", String)).toBe("New, Claimed and 2 more");
    expect(valueWords("created", "7d", String)).toBe("in the last 7 days");
    expect(valueWords("closed", "30d", String)).toBe("in the last 30 days");
    expect(valueWords("waiting", "2d", String)).toBe("for two days");
    expect(valueWords("risen", "20", String)).toBe("by 20 or more in a day");
  });

  it("come out of a saved view as they went in", () => {
    const filters = { grade: "A", source: "Fair, Hamburg" };
    const view = viewOf({ id: "view_1", name: "x", query: apiQuery(filters), shared: false, mine: true, position: 1 });

    expect(view.filters).toEqual(filters);
  });

  it("take from an address only what they know", () => {
    expect(filtersOf({ grade: "A", lead: "lead_1", evil: "x", q: "" })).toEqual({ grade: "A" });
  });
});
