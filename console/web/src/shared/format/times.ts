/** Times in words, in the reader's zone; the exact time is for the tooltip. */

const locale = () => (typeof navigator === "undefined" ? "en" : navigator.language || "en");

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 4 min ago, 3 h ago, yesterday, 12 Nov, 12 Nov 2025. */
export function ago(instant: string | number, now = Date.now()): string {
  const time = typeof instant === "number" ? instant : Date.parse(instant);
  if (Number.isNaN(time)) return "unknown";
  const passed = now - time;
  if (passed < -MINUTE) return until(time, now);
  if (passed < 45_000) return "just now";
  if (passed < 59.5 * MINUTE) return `${Math.max(1, Math.round(passed / MINUTE))} min ago`;
  if (passed < 23.5 * HOUR) return `${Math.round(passed / HOUR)} h ago`;
  const days = daysBetween(time, now);
  if (days <= 1) return "yesterday";
  if (days < 7) return `${days} days ago`;
  return day(time, now);
}

function until(time: number, now: number): string {
  const left = time - now;
  if (left < 59.5 * MINUTE) return `in ${Math.max(1, Math.round(left / MINUTE))} min`;
  if (left < 23.5 * HOUR) return `in ${Math.round(left / HOUR)} h`;
  const days = daysBetween(now, time);
  if (days <= 1) return "tomorrow";
  if (days < 60) return `in ${days} days`;
  return day(time, now);
}

/** Midnights between two instants, in the reader's zone. */
export function daysBetween(from: number, to: number): number {
  const start = new Date(from);
  const end = new Date(to);
  return Math.round(
    (Date.UTC(end.getFullYear(), end.getMonth(), end.getDate()) -
      Date.UTC(start.getFullYear(), start.getMonth(), start.getDate())) /
      DAY,
  );
}

/** 12 Nov; with the year where it is another one. */
export function day(instant: string | number, now = Date.now()): string {
  const date = new Date(instant);
  return new Intl.DateTimeFormat(locale(), {
    day: "numeric",
    month: "short",
    ...(date.getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" }),
  }).format(date);
}

/** Today, Yesterday, Monday 23 November: the headings of a timeline. */
export function dayHeading(instant: string | number, now = Date.now()): string {
  const date = new Date(instant);
  const days = daysBetween(date.getTime(), now);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return new Intl.DateTimeFormat(locale(), {
    weekday: days < 7 ? "long" : undefined,
    day: "numeric",
    month: "long",
    ...(date.getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" }),
  }).format(date);
}

/** Europe/Berlin; UTC where the browser does not know it. */
export function zoneOfReader(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === "Etc/Unknown" ? "UTC" : zone;
}

/** 23 November 2026 at 14:05:09 CET */
export function exact(instant: string | number): string {
  return new Intl.DateTimeFormat(locale(), {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(new Date(instant));
}

/** 14:05 */
export function clock(instant: string | number): string {
  return new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(new Date(instant));
}

/** 4 s, 3 min 20 s, 2 h 5 min. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}
