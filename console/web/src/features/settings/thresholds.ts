import type { Thresholds } from "@/api/types";

/** Whether grades fall from A to D. */
export function falling({ a, b, c }: Thresholds): boolean {
  return a <= 100 && a > b && b > c && c >= 0;
}
