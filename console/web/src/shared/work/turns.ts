/** The same in parts of so many at most. */
export function chunksOf<T>(all: readonly T[], most: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < all.length; start += most) chunks.push(all.slice(start, start + most));
  return chunks;
}

/** So many requests may be on their way together: a browser holds about that many connections. */
const TOGETHER = 6;

/** Does something for each, a few at a time; what fails for one stops none of the others. */
export async function inTurns<T, R>(
  all: readonly T[],
  each: (one: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = [];
  for (const chunk of chunksOf(all, TOGETHER)) results.push(...(await Promise.allSettled(chunk.map(each))));
  return results;
}
