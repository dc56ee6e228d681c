import { afterEach, describe, expect, it, vi } from "vitest";
import { ago, daysBetween, duration, zoneOfReader } from "./times";

const NOON = new Date(2026, 10, 24, 12, 0, 0).getTime();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

afterEach(() => vi.restoreAllMocks());

describe("times", () => {
  it("says in words how long ago something was", () => {
    expect(ago(NOON - 20_000, NOON)).toBe("just now");
    expect(ago(NOON - 4 * MINUTE, NOON)).toBe("4 min ago");
    expect(ago(NOON - 59 * MINUTE, NOON)).toBe("59 min ago");
    expect(ago(NOON - 3 * HOUR, NOON)).toBe("3 h ago");
    expect(ago(NOON - 26 * HOUR, NOON)).toBe("yesterday");
    expect(ago(NOON - 72 * HOUR, NOON)).toBe("3 days ago");
  });

  it("gives the day once it is a week ago, and the year once it is another", () => {
    expect(ago(new Date(2026, 10, 12).getTime(), NOON)).toMatch(/12/);
    expect(ago(new Date(2026, 10, 12).getTime(), NOON)).not.toMatch(/2026/);
    expect(ago(new Date(2025, 10, 12).getTime(), NOON)).toMatch(/2025/);
  });

  it("speaks of the future too, as of a key that ends", () => {
    expect(ago(NOON + 5 * HOUR, NOON)).toBe("in 5 h");
    expect(ago(NOON + 9 * 24 * HOUR, NOON)).toBe("in 9 days");
  });

  it("does not break on a time that is none", () => {
    expect(ago("31.02.2026", NOON)).toBe("unknown");
  });

  it("counts midnights, not hours", () => {
    const late = new Date(2026, 10, 23, 23, 50).getTime();
    expect(daysBetween(late, new Date(2026, 10, 24, 0, 10).getTime())).toBe(1);
    expect(daysBetween(new Date(2026, 10, 24, 0, 10).getTime(), new Date(2026, 10, 24, 23, 50).getTime())).toBe(0);
  });

  it("gives durations two units at most", () => {
    expect(duration(4_200)).toBe("4 s");
    expect(duration(200_000)).toBe("3 min 20 s");
    expect(duration(2 * HOUR + 5 * MINUTE)).toBe("2 h 5 min");
    expect(duration(72 * HOUR)).toBe("3 days");
  });

  it("names the reader's zone, and UTC where the browser does not know it", () => {
    const told = vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions");
    const options = new Intl.DateTimeFormat().resolvedOptions();
    told.mockReturnValue({ ...options, timeZone: "America/New_York" });
    expect(zoneOfReader()).toBe("America/New_York");
    told.mockReturnValue({ ...options, timeZone: "Etc/Unknown" });
    expect(zoneOfReader()).toBe("UTC");
  });
});
