import type { Engagement } from "@/api/types";
import { Chart } from "@/shared/charts/Chart";
import { Figure } from "@/shared/charts/Figure";
import { axis, baseOption, type Tokens } from "@/shared/charts/tokens";
import { count } from "@/shared/format/numbers";
import { ago, day } from "@/shared/format/times";
import { shownText } from "@/shared/persons/persons";

const DAYS = 90;
const DAY = 86_400_000;

/** The days of a span that ends today, each with what was done on it. */
export function everyDay(days: Engagement["days"], now: number): [string, number][] {
  const done = new Map(days.map((one) => [one.day, one.activities]));
  return Array.from({ length: DAYS }, (_, index) => {
    const name = new Date(now - (DAYS - 1 - index) * DAY).toISOString().slice(0, 10);
    return [name, done.get(name) ?? 0];
  });
}

/** What a lead did lately in a sentence. */
export function engagementWords(engagement: Engagement, now: number): string {
  const active = engagement.days.filter((one) => Date.parse(one.day) > now - DAYS * DAY);
  const all = active.reduce((sum, one) => sum + one.activities, 0);
  const came = engagement.firstTouch === undefined ? "" : ` It first came by ${shownText(engagement.firstTouch)}.`;
  const last = engagement.last === undefined ? "" : ` Last seen ${ago(engagement.last)}.`;
  return all === 0
    ? `Nothing in the last ${DAYS} days.${last}${came}`
    : `${count(all)} ${all === 1 ? "activity" : "activities"} on ${count(active.length)} of the last ${DAYS} days.${last}${came}`;
}

/** How much a lead did on each day. */
export function EngagementFigure({ engagement }: { engagement: Engagement }) {
  const now = Date.now();
  const days = everyDay(engagement.days, now);
  const says = engagementWords(engagement, now);
  const option = (tokens: Tokens) => ({
    ...baseOption(tokens),
    grid: { ...baseOption(tokens).grid, top: 12, right: 12 },
    tooltip: {
      ...baseOption(tokens).tooltip,
      trigger: "item" as const,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const one = days[dataIndex];
        return one ? `${day(one[0])}\n${count(one[1])} ${one[1] === 1 ? "activity" : "activities"}` : "";
      },
    },
    xAxis: { ...axis(tokens), type: "time" as const, splitLine: { show: false }, splitNumber: 4 },
    yAxis: { ...axis(tokens), type: "value" as const, minInterval: 1, axisLine: { show: false }, splitNumber: 3 },
    series: [
      { type: "bar" as const, barMaxWidth: 8, itemStyle: { color: tokens.accent, borderRadius: 2 }, data: days },
    ],
  });
  return (
    <Figure
      title="Engagement"
      level={2}
      says={says}
      file="engagement"
      table={{ titles: ["Day", "Activities"], rows: engagement.days.map((one) => [one.day, one.activities]) }}
    >
      <Chart option={option} height={140} label={says} />
    </Figure>
  );
}
