import { describe, expect, it } from "vitest";
import { bytes, count, money, percent, percentRange, plural, shortCount, signed, wholePercent } from "./numbers";

describe("numbers", () => {
  it("gives probabilities whole per cent, and one decimal below ten", () => {
    expect(percent(0.237)).toBe("24\u00a0%");
    expect(percent(0.0734)).toBe("7.3\u00a0%");
    expect(percent(0)).toBe("0\u00a0%");
    expect(percent(1)).toBe("100\u00a0%");
  });

  it("never calls certain what is not", () => {
    expect(percent(0.9996)).toBe(">99\u00a0%");
    expect(percent(0.0004)).toBe("<0.1\u00a0%");
  });

  it("writes both ends of a range with one unit", () => {
    expect(percentRange(0.114, 0.514)).toBe("11 to 51\u00a0%");
    expect(percentRange(0.062, 0.31)).toBe("6.2 to 31\u00a0%");
  });

  it("puts separators into large numbers and shortens them where there is no room", () => {
    expect(count(20172)).toBe("20,172");
    expect(shortCount(9999)).toBe("9,999");
    expect(shortCount(20172)).toBe("20.2K");
  });

  it("says the direction of a change with a true minus", () => {
    expect(signed(12)).toBe("+12");
    expect(signed(-3)).toBe("−3");
    expect(signed(0)).toBe("0");
    expect(signed(-0.123, 2)).toBe("−0.12");
  });

  it("writes money in its currency, and survives a currency that is none", () => {
    expect(money(24711.9, "EUR")).toBe("€24,712");
    expect(money(9.5, "EUR")).toBe("€9.50");
    expect(money(1200, "no currency")).toBe("1,200 no currency");
  });

  it("knows one from many", () => {
    expect(plural(1, "lead")).toBe("1 lead");
    expect(plural(2000, "lead")).toBe("2,000 leads");
    expect(wholePercent(0.444)).toBe("44\u00a0%");
    expect(bytes(1_963_791)).toBe("2.0\u00a0MB");
    expect(bytes(512)).toBe("512\u00a0bytes");
  });
});
