import { describe, expect, it } from "vitest";
import { initials, listing, pseudonym, reasonWords } from "./words";

describe("words", () => {
  it("drops a reason's direction, which sign and colour say", () => {
    expect(reasonWords("Demo requested is yes (raises the score)")).toBe("Demo requested is yes");
    expect(reasonWords("Visits (lowers the score) is 3")).toBe("Visits (lowers the score) is 3");
  });

  it("names a lead without naming the person", () => {
    expect(pseudonym("lead_3xy16kceytvqymrzrzq1")).toBe("Lead RZQ1");
  });

  it("makes initials of any name", () => {
    expect(initials("Mara Lindström")).toBe("ML");
    expect(initials("van der Wal, Sander")).toBe("VS");
    expect(initials("ليلى منصور")).toBe("لم");
    expect(initials("👩‍👩‍👧‍👦 !!")).toBe("?");
    expect(initials("<script>")).toBe("S");
    expect(initials("")).toBe("?");
  });

  it("lists as people do", () => {
    expect(listing([])).toBe("");
    expect(listing(["A"])).toBe("A");
    expect(listing(["A", "B", "C"])).toBe("A, B and C");
  });
});
