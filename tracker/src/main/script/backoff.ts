const FIRST = 1000;
const LONGEST = 5 * 60 * 1000;

/** A server that asks for more has gone mad. */
const LONGEST_ASKED = 24 * 60 * 60 * 1000;

/**
 * Milliseconds until the next attempt: anything up to a bound that doubles each time, so that those whom one outage
 * stopped do not come back together; never less than the server asked for.
 *
 * @param failures before this one
 * @param retryAfter the header as it came, seconds or a date; null where there is none
 */
export function backoff(failures: number, retryAfter: string | null, now = Date.now()): number {
  const asked = retryAfter === null ? 0 : /^\d+$/.test(retryAfter) ? +retryAfter * 1000 : Date.parse(retryAfter) - now;
  return Math.max(
    Math.random() * Math.min(LONGEST, FIRST * Math.pow(2, failures)),
    Math.min(asked || 0, LONGEST_ASKED),
  );
}
