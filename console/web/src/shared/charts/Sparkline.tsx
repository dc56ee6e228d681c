/** How a number went, without axes; the figures stand beside it. */
export function Sparkline({
  values,
  most: given,
  width = 72,
  height = 24,
  className,
}: {
  values: readonly number[];
  /** The value at the upper edge, so that lines can be compared; else their own highest is. */
  most?: number;
  width?: number;
  height?: number;
  className?: string | undefined;
}) {
  if (values.length < 2) return null;
  const most = given ?? Math.max(...values, 1);
  const x = (index: number) => 2 + (index * (width - 4)) / (values.length - 1);
  const y = (value: number) => height - 3 - (value / most) * (height - 6);
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  const last = values[values.length - 1] ?? 0;
  return (
    <svg className={className} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="var(--accent-line)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" fill="var(--accent)" />
    </svg>
  );
}
