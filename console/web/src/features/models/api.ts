import { queryOptions } from "@tanstack/react-query";
import type { ColumnChoices, Job, ModelDetail } from "@/api/types";
import { get } from "@/shared/http/client";
import { isBusy } from "@/shared/models/models";

const LOOK_MS = 1000;

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
