import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";

/** How a list goes on below the rows that are loaded. */
export type Rest = {
  /** Whether there is more than what is loaded. */
  more: boolean;
  loading: boolean;
  /** Whether the last attempt to read on failed; nobody tries again until the reader asks for it. */
  failed: boolean;
  /** Reads the next page; absent where nothing is to be read now. */
  onEnd: (() => void) | undefined;
  onRetry: () => void;
};

type Pages = Pick<
  UseInfiniteQueryResult,
  "fetchNextPage" | "hasNextPage" | "isFetching" | "isFetchingNextPage" | "isFetchNextPageError"
>;

/** What is below the loaded pages of a list, for `Grid` and `CardList`. */
export function useRest(list: Pages): Rest {
  const { fetchNextPage, hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError } = list;
  return useMemo(() => {
    const onRetry = () => void fetchNextPage();
    const failed = isFetchNextPageError && !isFetchingNextPage;
    return {
      more: hasNextPage,
      loading: isFetchingNextPage,
      failed,
      // A list that is read anew is waited for: reading on would break that off.
      onEnd: hasNextPage && !isFetching && !failed ? onRetry : undefined,
      onRetry,
    };
  }, [fetchNextPage, hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError]);
}
