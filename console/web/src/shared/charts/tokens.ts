/** The colours of the page for charts, which cannot read CSS variables. One meaning, one colour, on every page. */
const NAMES = {
  page: "--page",
  raised: "--raised",
  ink: "--ink",
  quiet: "--quiet",
  faint: "--faint",
  line: "--line-strong",
  grid: "--grid",
  axis: "--axis",
  accent: "--accent",
  accentSoft: "--accent-line",
  second: "--second",
  raises: "--raises",
  lowers: "--lowers",
  good: "--good",
} as const;

export type Tokens = Record<keyof typeof NAMES, string> & { font: string };

export function readTokens(): Tokens {
  const style = getComputedStyle(document.documentElement);
  const found = {} as Tokens;
  for (const [name, variable] of Object.entries(NAMES)) {
    found[name as keyof typeof NAMES] = style.getPropertyValue(variable).trim();
  }
  found.font = getComputedStyle(document.body).fontFamily;
  return found;
}

/** What all charts have in common: thin axes, few lines, a tooltip of text. */
export function baseOption(tokens: Tokens) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    animation: !still,
    animationDuration: 200,
    animationDurationUpdate: 160,
    textStyle: { fontFamily: tokens.font, fontSize: 12, color: tokens.quiet },
    grid: { left: 4, right: 16, top: 16, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      // As text on the canvas; a box of markup would be refused by the page's policy.
      renderMode: "richText" as const,
      confine: true,
      backgroundColor: tokens.raised,
      borderColor: tokens.line,
      borderWidth: 1,
      padding: [6, 10],
      textStyle: { color: tokens.ink, fontSize: 12, fontFamily: tokens.font },
      axisPointer: { lineStyle: { color: tokens.axis, type: "dashed" as const }, label: { show: false } },
    },
  };
}

export function axis(tokens: Tokens) {
  return {
    axisLine: { show: true, lineStyle: { color: tokens.axis, width: 1 } },
    axisTick: { show: false },
    axisLabel: { color: tokens.quiet, fontSize: 12, hideOverlap: true },
    splitLine: { show: true, lineStyle: { color: tokens.grid, width: 1 } },
    nameTextStyle: { color: tokens.quiet, fontSize: 12 },
  };
}
