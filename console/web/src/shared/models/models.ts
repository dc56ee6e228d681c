import { queryOptions } from "@tanstack/react-query";
import type { Job, Models } from "@/api/types";
import { get } from "@/shared/http/client";

const LOOK_MS = 1000;

export function isBusy(job: Job | undefined): job is Job {
  return job !== undefined && (job.status === "running" || job.status === "queued");
}

/** All models, looked at anew while one is in the making. */
export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => get<Models>("/v1/models", { signal }),
  refetchInterval: (query) =>
    isBusy(query.state.data?.training) || isBusy(query.state.data?.promotion) || query.state.data?.coming
      ? LOOK_MS
      : false,
});
