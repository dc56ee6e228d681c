import { axis, type Tokens } from "@/shared/charts/tokens";
import { wholePercent } from "@/shared/format/numbers";

export const percentAxis = (tokens: Tokens, name: string) => ({
  ...axis(tokens),
  type: "value" as const,
  min: 0,
  max: 1,
  interval: 0.2,
  name,
  axisLabel: { ...axis(tokens).axisLabel, formatter: (value: number) => wholePercent(value) },
});
