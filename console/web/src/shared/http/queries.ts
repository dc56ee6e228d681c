import { QueryClient, type UseQueryResult } from "@tanstack/react-query";
import { isProblem, ProblemError } from "./client";

/** What may pass by itself: no answer, too busy, not ready. */
export function mayPass(error: unknown): boolean {
  return error instanceof ProblemError && [0, 429, 502, 503, 504].includes(error.status);
}

/**
 * Whether the failure is all there is to show: what was loaded stays in view, and what was typed there, while it cannot
 * be read anew; but not what is gone, or no longer for this reader.
 */
export function unavailable({ error, isLoadingError }: Pick<UseQueryResult, "error" | "isLoadingError">): boolean {
  return isLoadingError || isProblem(error, "not-found") || isProblem(error, "not-allowed");
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 30 * 60_000,
        retry: (failures, error) => mayPass(error) && failures < 3,
        retryDelay: (attempt, error) =>
          error instanceof ProblemError && error.retryAfterSeconds
            ? error.retryAfterSeconds * 1000
            : Math.min(1000 * 2 ** attempt, 8000),
        refetchOnWindowFocus: true,
        // Asking is the only way to find out whether a server on this machine answers.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
