import type { Grade } from "@/api/types";

/** Lists of the very leads that the figures count, over as many days. */
export function figureLinks(days: number) {
  const converted = `/leads?outcome=won&closed=${days}d&sort=changed`;
  return {
    leads: `/leads?created=${days}d&sort=created`,
    qualified: `/leads?qualified=${days}d&sort=changed`,
    converted,
    revenue: converted,
  };
}

/** What the work list is asked for: the grades that are counted are those of open leads. */
export const ofGrade = (grade: Grade) => ({ grade, outcome: "open" });
