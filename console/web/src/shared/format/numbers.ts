/** Numbers as people read them: never more digits than are known, separators of the reader's own language. */

const locale = () => (typeof navigator === "undefined" ? "en" : navigator.language || "en");

const cache = new Map<string, Intl.NumberFormat>();
function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale(), options);
    cache.set(key, found);
  }
  return found;
}

/** A no-break space that keeps number and unit on one line. */
export const NBSP = "\u00a0";

/** 20,172 */
export function count(value: number): string {
  return formatter({ maximumFractionDigits: 0 }).format(value);
}

/** 20.2k, for where there is no room. */
export function shortCount(value: number): string {
  return Math.abs(value) < 10_000
    ? count(value)
    : formatter({ notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A probability as whole per cent, with one decimal below 10. Never 0 % or 100 % for what is neither. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return `<${formatter({ minimumFractionDigits: 1 }).format(0.1)}${NBSP}%`;
  if (value < 100 && value > 99) return `>99${NBSP}%`;
  const digits = value !== 0 && value < 9.95 ? 1 : 0;
  return `${formatter({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)}${NBSP}%`;
}

/** A share of a whole in whole per cent. */
export function wholePercent(share: number): string {
  return `${count(Math.round(share * 100))}${NBSP}%`;
}

/** 11 to 51 %, both ends with as many digits as the smaller one needs. */
export function percentRange(low: number, high: number): string {
  const digits = low * 100 < 9.95 && low > 0 ? 1 : 0;
  const end = (share: number) => {
    const whole = share * 100 >= 9.95;
    const places = whole ? 0 : digits;
    return formatter({ minimumFractionDigits: places, maximumFractionDigits: places }).format(share * 100);
  };
  return `${end(low)} to ${end(high)}${NBSP}%`;
}

/** +12, −3, 0: with a true minus. */
export function signed(value: number, digits = 0): string {
  const text = formatter({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Math.abs(value));
  return value > 0 ? `+${text}` : value < 0 ? `−${text}` : text;
}

export function decimal(value: number, digits: number): string {
  return formatter({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** In the reader's locale, without cents from a hundred on. */
export function money(amount: number, currency: string): string {
  try {
    return formatter({
      style: "currency",
      currency,
      maximumFractionDigits: Math.abs(amount) >= 100 ? 0 : 2,
      minimumFractionDigits: Math.abs(amount) >= 100 ? 0 : 2,
    }).format(amount);
  } catch {
    return `${count(amount)} ${currency}`;
  }
}

export function shortMoney(amount: number, currency: string): string {
  if (Math.abs(amount) < 100_000) return money(amount, currency);
  try {
    return formatter({ style: "currency", currency, notation: "compact", maximumSignificantDigits: 3 }).format(amount);
  } catch {
    return `${shortCount(amount)} ${currency}`;
  }
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"];
export function bytes(value: number): string {
  let unit = 0;
  let rest = value;
  while (rest >= 999.5 && unit < UNITS.length - 1) {
    rest /= 1000;
    unit++;
  }
  const digits = unit > 0 && rest < 9.95 ? 1 : 0;
  return `${decimal(rest, digits)}${NBSP}${UNITS[unit]}`;
}

/** 1 lead, 2 leads. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
