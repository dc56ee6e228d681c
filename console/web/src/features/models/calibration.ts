import type { CalibrationBin } from "@/api/types";
import { baseOption, type Tokens } from "@/shared/charts/tokens";
import { count, wholePercent } from "@/shared/format/numbers";
import { percentAxis } from "./axes";

export const DIAGONAL = "stated = converted";

/** Pixels above the drawing area: on the line of the axis's name, and higher than a point at the edge reaches. */
const ABOVE = 15;

/** Below this width the words would run into the name of the axis. */
const NARROWEST = 340;

/** Groups of leads by their stated chance, and how many of each converted; the diagonal is where both are the same. */
export function calibrationOption(bins: readonly CalibrationBin[], tokens: Tokens, width: number) {
  const most = Math.min(
    1,
    Math.ceil(Math.max(0.1, ...bins.map((bin) => Math.max(bin.predicted, bin.observed.high))) * 10) / 10,
  );
  return {
    ...baseOption(tokens),
    grid: { ...baseOption(tokens).grid, top: 28, bottom: 22 },
    tooltip: {
      ...baseOption(tokens).tooltip,
      trigger: "item" as const,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const bin = bins[dataIndex];
        return bin
          ? `Said ${wholePercent(bin.predicted)}\n${wholePercent(bin.observed.value)} converted (${Math.round(bin.observed.low * 100)} to ${Math.round(bin.observed.high * 100)})\n${count(bin.leads)} leads`
          : "";
      },
    },
    xAxis: {
      ...percentAxis(tokens, "Chance as stated"),
      max: most,
      interval: most > 0.5 ? 0.2 : 0.1,
      nameLocation: "middle" as const,
      nameGap: 26,
      splitLine: { show: false },
    },
    yAxis: {
      ...percentAxis(tokens, "Share that converted"),
      max: most,
      interval: most > 0.5 ? 0.2 : 0.1,
      axisLine: { show: false },
      nameTextStyle: { color: tokens.quiet, align: "left" as const },
    },
    series: [
      {
        type: "line" as const,
        symbol: "none",
        silent: true,
        lineStyle: { color: tokens.axis, type: "dashed" as const, width: 1 },
        data: [
          [0, 0],
          [most, most],
        ],
      },
      {
        type: "custom" as const,
        silent: true,
        data: bins.map((bin) => [bin.predicted, bin.observed.low, bin.observed.high]),
        renderItem: (
          _parameters: unknown,
          api: { value: (at: number) => number; coord: (point: number[]) => [number, number] },
        ) => {
          const [x, low] = api.coord([api.value(0), api.value(1)]);
          const [, high] = api.coord([api.value(0), api.value(2)]);
          return {
            type: "line",
            shape: { x1: x, y1: low, x2: x, y2: high },
            style: { stroke: tokens.accent, lineWidth: 1.5, opacity: 0.6 },
          };
        },
      },
      {
        type: "scatter" as const,
        symbolSize: 8,
        itemStyle: { color: tokens.accent },
        data: bins.map((bin) => [bin.predicted, bin.observed.value]),
      },
      {
        // What the diagonal means, over its end: above the drawing area, where no group can lie.
        type: "scatter" as const,
        silent: true,
        symbolSize: 1,
        itemStyle: { color: "transparent", opacity: 1 },
        label: {
          show: width >= NARROWEST,
          formatter: DIAGONAL,
          color: tokens.quiet,
          fontSize: 12,
          position: [0, -ABOVE],
          align: "right" as const,
          verticalAlign: "bottom" as const,
        },
        data: [[most, most]],
      },
    ],
  };
}
