import type { CalibrationBin, GainsPoint, Proof } from "@/api/types";
import { Chart } from "@/shared/charts/Chart";
import { Figure } from "@/shared/charts/Figure";
import { axis, baseOption, type Tokens } from "@/shared/charts/tokens";
import { count, decimal, wholePercent } from "@/shared/format/numbers";
import { percentAxis } from "./axes";
import { calibrationOption } from "./calibration";
import { calibrationWords, reachAt } from "./proof";

/** Whom one reaches by calling the best first; beside another model where there is one. */
export function Gains({
  gains,
  other,
  tested,
}: {
  gains: readonly GainsPoint[];
  other?: { name: string; gains: readonly GainsPoint[] };
  tested: number;
}) {
  const reach = reachAt(gains, 0.2);
  const rival = other ? reachAt(other.gains, 0.2) : undefined;
  const says = `Call the top ${wholePercent(0.2)}, reach ${wholePercent(reach)} of the buyers.${
    rival === undefined || !other ? "" : ` ${other.name}: ${wholePercent(rival)}.`
  } Random calls reach ${wholePercent(0.2)}.`;
  const option = (tokens: Tokens, width: number) => ({
    ...baseOption(tokens),
    grid: { ...baseOption(tokens).grid, top: 28, bottom: 22 },
    tooltip: {
      ...baseOption(tokens).tooltip,
      trigger: "axis" as const,
      formatter: (points: { seriesId?: string; dataIndex: number }[]) => {
        const at = points.find((point) => point.seriesId === "gains");
        const point = gains[at?.dataIndex ?? -1];
        if (!point) return "";
        const words = `Call the top ${wholePercent(point.share)}\nreach ${wholePercent(point.captured.value)} (${Math.round(point.captured.low * 100)} to ${Math.round(point.captured.high * 100)})`;
        return other ? `${words}\n${other.name}: ${wholePercent(reachAt(other.gains, point.share))}` : words;
      },
    },
    xAxis: {
      ...percentAxis(tokens, "Leads called, the best first"),
      nameLocation: "middle" as const,
      nameGap: 26,
      splitLine: { show: false },
    },
    yAxis: {
      ...percentAxis(tokens, "Buyers reached"),
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
          [1, 1],
        ],
        endLabel: { show: width > 360, formatter: "at random", color: tokens.quiet, fontSize: 12, offset: [-86, 52] },
      },
      {
        type: "line" as const,
        symbol: "none",
        silent: true,
        stack: "band",
        lineStyle: { opacity: 0 },
        data: gains.map((point) => [point.share, point.captured.low]),
      },
      {
        type: "line" as const,
        symbol: "none",
        silent: true,
        stack: "band",
        lineStyle: { opacity: 0 },
        areaStyle: { color: tokens.accent, opacity: 0.16 },
        data: gains.map((point) => [point.share, point.captured.high - point.captured.low]),
      },
      ...(other
        ? [
            {
              id: "other",
              type: "line" as const,
              symbol: "none",
              silent: true,
              lineStyle: { color: tokens.second, width: 2, type: "dashed" as const },
              data: other.gains.map((point) => [point.share, point.captured.value]),
            },
          ]
        : []),
      {
        id: "gains",
        type: "line" as const,
        symbol: "none",
        lineStyle: { color: tokens.accent, width: 2 },
        itemStyle: { color: tokens.accent },
        data: gains.map((point) => [point.share, point.captured.value]),
        markLine: {
          silent: true,
          symbol: ["none", "circle"],
          symbolSize: 8,
          lineStyle: { color: tokens.accent, type: "dotted" as const },
          label: {
            show: true,
            formatter: `top ${wholePercent(0.2)}: ${wholePercent(reach)}`,
            color: tokens.ink,
            fontSize: 12,
            fontWeight: 600,
            position: "end" as const,
            align: "left" as const,
            offset: [12, 16],
          },
          data: [[{ coord: [0.2, 0] }, { coord: [0.2, reach] }]],
        },
      },
    ],
  });
  return (
    <Figure
      title="Whom you reach"
      level={2}
      says={says}
      note={`Band: where it lies in 95 of 100 repetitions.${other ? ` Dashed green: ${other.name.toLowerCase()}.` : ""} Measured on ${count(tested)} leads.`}
      file="gains"
      table={{
        titles: ["Leads called", "Buyers reached", "At least", "At most", ...(other ? [other.name] : [])],
        rows: gains.map((point) => [
          wholePercent(point.share),
          wholePercent(point.captured.value),
          wholePercent(point.captured.low),
          wholePercent(point.captured.high),
          ...(other ? [wholePercent(reachAt(other.gains, point.share))] : []),
        ]),
      }}
    >
      <Chart label={says} height={300} option={option} />
    </Figure>
  );
}

/** Whether a stated chance comes true: ten groups of leads, what was said of them and what became of them. */
export function Calibration({ bins, tested }: { bins: readonly CalibrationBin[]; tested: number }) {
  const says = calibrationWords(bins);
  return (
    <Figure
      title="Can you trust a chance?"
      level={2}
      says={says}
      note={`Ten groups of equal size. Lines: where the true share lies in 95 of 100 cases. Measured on ${count(tested)} leads.`}
      file="calibration"
      table={{
        titles: ["Stated", "Converted", "At least", "At most", "Leads"],
        rows: bins.map((bin) => [
          wholePercent(bin.predicted),
          wholePercent(bin.observed.value),
          wholePercent(bin.observed.low),
          wholePercent(bin.observed.high),
          bin.leads,
        ]),
      }}
    >
      <Chart label={says} height={300} option={(tokens, width) => calibrationOption(bins, tokens, width)} />
    </Figure>
  );
}

/** Whether more leads would help. */
export function LearningCurve({ curve }: { curve: Proof["learningCurve"] }) {
  const first = curve[0];
  const last = curve[curve.length - 1];
  if (!first || !last || curve.length < 2) return null;
  const before = curve[curve.length - 2] ?? first;
  const gain = last.rocAuc.value - before.rocAuc.value;
  const says =
    gain > last.rocAuc.high - last.rocAuc.value
      ? "It still gets better with more leads: more past leads would help."
      : "It hardly gets better with more leads; other columns would help more than more rows.";
  const low = Math.floor(Math.min(...curve.map((point) => point.rocAuc.low)) * 20) / 20;
  const step = 0.05;
  const high = Math.ceil(Math.max(...curve.map((point) => point.rocAuc.high)) * 20) / 20;
  const option = (tokens: Tokens) => ({
    ...baseOption(tokens),
    grid: { ...baseOption(tokens).grid, top: 28, bottom: 22 },
    tooltip: {
      ...baseOption(tokens).tooltip,
      trigger: "axis" as const,
      formatter: (points: { dataIndex: number }[]) => {
        const point = curve[points[0]?.dataIndex ?? -1];
        return point
          ? `${count(point.leads)} leads\nROC-AUC ${decimal(point.rocAuc.value, 3)}\n${decimal(point.rocAuc.low, 3)} to ${decimal(point.rocAuc.high, 3)}`
          : "";
      },
    },
    xAxis: {
      ...axis(tokens),
      type: "category" as const,
      data: curve.map((point) => count(point.leads)),
      name: "Leads learnt from",
      nameLocation: "middle" as const,
      nameGap: 26,
      splitLine: { show: false },
    },
    yAxis: {
      ...axis(tokens),
      type: "value" as const,
      min: low,
      max: high,
      interval: step,
      axisLine: { show: false },
      name: "ROC-AUC",
      nameTextStyle: { color: tokens.quiet, align: "left" as const },
    },
    series: [
      {
        type: "custom" as const,
        silent: true,
        data: curve.map((point, index) => [index, point.rocAuc.low, point.rocAuc.high]),
        renderItem: (
          _parameters: unknown,
          api: { value: (at: number) => number; coord: (point: number[]) => [number, number] },
        ) => {
          const [x, bottom] = api.coord([api.value(0), api.value(1)]);
          const [, top] = api.coord([api.value(0), api.value(2)]);
          return {
            type: "line",
            shape: { x1: x, y1: bottom, x2: x, y2: top },
            style: { stroke: tokens.accent, lineWidth: 1.5, opacity: 0.5 },
          };
        },
      },
      {
        type: "line" as const,
        symbol: "circle",
        symbolSize: 8,
        lineStyle: { color: tokens.accent, width: 2 },
        itemStyle: { color: tokens.accent },
        data: curve.map((point) => point.rocAuc.value),
      },
    ],
  });
  return (
    <Figure
      title="Would more leads help?"
      level={2}
      says={says}
      note="On leads that were not learnt from. Lines: 95 of 100 repetitions. The axis does not begin at zero."
      file="learning-curve"
      table={{
        titles: ["Leads", "ROC-AUC", "At least", "At most", "Log-loss"],
        rows: curve.map((point) => [
          point.leads,
          decimal(point.rocAuc.value, 3),
          decimal(point.rocAuc.low, 3),
          decimal(point.rocAuc.high, 3),
          decimal(point.logLoss, 3),
        ]),
      }}
    >
      <Chart label={says} height={240} option={option} />
    </Figure>
  );
}
