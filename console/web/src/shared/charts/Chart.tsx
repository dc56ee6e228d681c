import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { ECharts, EChartsCoreOption } from "./echarts";
import { readTokens, type Tokens } from "./tokens";

export type ChartPoint = { seriesId?: string | undefined; dataIndex: number };

/** A chart. What it shows must also stand beside it as words or a table: see Figure. */
export function Chart({
  label,
  height,
  option,
  onPoint,
}: {
  /** What the chart says, in a sentence. */
  label: string;
  height: number;
  option: (tokens: Tokens, width: number) => EChartsCoreOption;
  onPoint?: (point: ChartPoint) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | undefined>(undefined);
  const scheme = useComputedColorScheme("light");
  const latest = useRef({ option, onPoint });
  useEffect(() => {
    latest.current = { option, onPoint };
    const element = box.current;
    if (chart.current && element)
      chart.current.setOption(option(readTokens(), element.clientWidth), { notMerge: true });
  });

  useEffect(() => {
    let gone = false;
    let observer: ResizeObserver | undefined;
    const element = box.current;
    if (!element) return;
    void import("./echarts").then(({ init }) => {
      if (gone) return;
      const made = init(element, null, { renderer: "svg" });
      chart.current = made;
      const draw = () => made.setOption(latest.current.option(readTokens(), element.clientWidth), { notMerge: true });
      draw();
      made.on("click", (event) => {
        const { seriesId, dataIndex } = event as { seriesId?: string; dataIndex: number };
        latest.current.onPoint?.({ seriesId, dataIndex });
      });
      let width = element.clientWidth;
      observer = new ResizeObserver(() => {
        if (element.clientWidth === width || element.clientWidth === 0) return;
        width = element.clientWidth;
        made.resize();
        draw();
      });
      observer.observe(element);
    });
    return () => {
      gone = true;
      observer?.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
    // Another scheme is another chart: every colour differs.
  }, [scheme]);

  return <div ref={box} role="img" aria-label={label} style={{ width: "100%", height }} />;
}
