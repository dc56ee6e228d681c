import { queryOptions } from "@tanstack/react-query";
import type { ColumnChoices, Job, ModelDetail, Models } from "@/api/types";
import { get } from "@/shared/http/client";

const LOOK_MS = 1000;

export function isBusy(job: Job | undefined): job is Job {
  return job !== undefined && (job.status === "running" || job.status === "queued");
}

export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => get<Models>("/v1/models", { signal }),
  refetchInterval: (query) =>
    isBusy(query.state.data?.training) || isBusy(query.state.data?.promotion) || query.state.data?.coming
      ? LOOK_MS
      : false,
});

export const modelQuery = (id: string) =>
  queryOptions({
    queryKey: ["model", id],
    queryFn: ({ signal }) => get<ModelDetail>(`/v1/models/${encodeURIComponent(id)}`, { signal }),
    staleTime: 60_000,
  });

export const trainingsQuery = queryOptions({
  queryKey: ["trainings"],
  queryFn: ({ signal }) => get<{ trainings: Job[] }>("/v1/trainings", { query: { limit: 20 }, signal }),
  refetchInterval: (query) => (query.state.data?.trainings.some((job) => isBusy(job)) ? LOOK_MS : false),
});

/** What people decided of columns, for all trainings to come. */
export const columnChoicesQuery = queryOptions({
  queryKey: ["column-choices"],
  queryFn: ({ signal }) => get<ColumnChoices>("/v1/trainings/columns", { signal }),
});
