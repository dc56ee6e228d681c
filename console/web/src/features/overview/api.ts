import { useThrottledCallback } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Models, Overview } from "@/api/types";
import { zoneOfReader } from "@/shared/format/times";
import { get } from "@/shared/http/client";
import { useLive } from "@/shared/live/live";

/** While many leads change, the overview is read anew once in this time. */
const REST_MS = 5000;

const overviewQuery = (days: number, zone: string) =>
  queryOptions({
    queryKey: ["overview", days, zone],
    queryFn: ({ signal }) => get<Overview>("/v1/overview", { query: { days, zone }, signal }),
    placeholderData: keepPreviousData,
  });

/** The models, under the key of their own page: what one has read, the other shows. */
export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => get<Models>("/v1/models", { signal }),
});

/** The overview of some days of the reader's calendar, as it is now. */
export function useOverview(days: number) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ["overview"] });
  const soon = useThrottledCallback(refresh, REST_MS);
  useLive({ work: soon, model: refresh, again: refresh });
  return useQuery(overviewQuery(days, zoneOfReader()));
}
