import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { CalibrationBin } from "@/api/types";
import { init } from "@/shared/charts/echarts";
import type { Tokens } from "@/shared/charts/tokens";
import { calibrationOption, DIAGONAL } from "./calibration";

const GROUP = "#0000ff";
const TOKENS: Tokens = {
  page: "#fff",
  raised: "#fff",
  ink: "#000",
  quiet: "#666",
  faint: "#888",
  line: "#ccc",
  grid: "#eee",
  axis: "#999",
  accent: GROUP,
  accentSoft: "#ccf",
  second: "#0a0",
  raises: "#00a",
  lowers: "#a50",
  good: "#0a0",
  font: "sans-serif",
};

beforeAll(() => vi.stubGlobal("window", { matchMedia: () => ({ matches: true }) }));
afterAll(() => vi.unstubAllGlobals());

const bin = (predicted: number, value: number): CalibrationBin => ({
  leads: 100,
  predicted,
  observed: { value, low: Math.max(0, value - 0.05), high: Math.min(1, value + 0.05) },
});

/** The chart as it is drawn. */
function drawn(bins: CalibrationBin[], width: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height: 300 });
  chart.setOption(calibrationOption(bins, TOKENS, width));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

const TEXT = /<text[^>]* y="(-?[\d.]+)" transform="translate\(([\d.]+) ([\d.]+)\)"([^>]*)>([^<]+)</g;
const SIZE = 12;

/** A text with its edges; texts of that size are no wider than so much a letter. */
function textOf(svg: string, words: string) {
  for (const [, shift, x, y, style, found] of svg.matchAll(TEXT)) {
    if (found !== words) continue;
    const middle = Number(y) + Number(shift);
    const width = words.length * 6.6;
    return { x: Number(x), width, upper: middle - SIZE / 2, lower: middle + SIZE / 2, style: style ?? "" };
  }
  return undefined;
}

/** The upper edge of all that is drawn of groups: their points and the lines of their intervals. */
function highest(svg: string): number {
  const points = [...svg.matchAll(/transform="matrix\(4,0,0,4,[\d.]+,([\d.]+)\)"/g)].map(([, y]) => Number(y) - 4);
  const lines = [...svg.matchAll(/<path d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)"[^>]* stroke="#0000ff"/g)].map(
    ([, low, high]) => Math.min(Number(low), Number(high)),
  );
  expect(points.length).toBeGreaterThan(0);
  expect(lines.length).toBe(points.length);
  return Math.min(...points, ...lines);
}

const TENTHS = Array.from({ length: 11 }, (_, tenth) => tenth / 10);
const EVERYWHERE = TENTHS.flatMap((x) => TENTHS.map((y) => bin(x, y)));

it.each([
  { name: "of groups everywhere", bins: EVERYWHERE },
  { name: "of a group in the corner", bins: [bin(1, 1)] },
  { name: "of chances below a tenth", bins: [bin(0.02, 0.01), bin(0.1, 0.05)] },
])("writes what the diagonal means above all that is drawn $name", ({ bins }) => {
  for (const width of [340, 500, 900]) {
    const svg = drawn(bins, width);
    const words = textOf(svg, DIAGONAL);

    expect(words?.style).not.toContain("opacity");
    expect(words?.upper).toBeGreaterThanOrEqual(0);
    expect(words?.lower).toBeLessThan(highest(svg));
  }
});

it("writes it beside the name of the axis, or not at all", () => {
  const svg = drawn([bin(0.5, 0.5)], 340);
  const name = textOf(svg, "Share that converted");
  const words = textOf(svg, DIAGONAL);

  expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThan((words?.x ?? 0) - (words?.width ?? 0));
  expect(Math.abs((words?.lower ?? 0) - (name?.lower ?? 0))).toBeLessThan(1);
  expect(textOf(drawn([bin(0.5, 0.5)], 339), DIAGONAL)).toBeUndefined();
});
