import { describe, expect, it, vi } from "vitest";
import { backoff } from "../../main/script/backoff";

const NOW = Date.parse("2026-03-02T09:30:00Z");

describe("an attempt that failed", () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [5, 32_000],
    [8, 256_000],
    [9, 300_000],
    [2_000, 300_000],
  ])("the time before which was the %ith waits at most %i ms, by chance", (failures, most) => {
    const random = vi.spyOn(Math, "random");

    expect(random.mockReturnValue(0) && backoff(failures, null, NOW)).toBe(0);
    expect(random.mockReturnValue(0.5) && backoff(failures, null, NOW)).toBe(most / 2);
    expect(random.mockReturnValue(1) && backoff(failures, null, NOW)).toBe(most);
  });

  it.each([
    ["120", 120_000],
    ["0", 500],
    ["Mon, 02 Mar 2026 09:31:00 GMT", 60_000],
    ["Mon, 02 Mar 2026 09:29:00 GMT", 500],
    ["soon", 500],
    ["", 500],
    ["99999999", 86_400_000],
  ])("is not repeated before the server wants it: %s", (asked, least) => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);

    expect(backoff(0, asked, NOW)).toBe(least);
  });
});
