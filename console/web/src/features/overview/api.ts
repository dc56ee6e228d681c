import { useThrottledCallback } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Overview } from "@/api/types";
import { zoneOfReader } from "@/shared/format/times";
import { get } from "@/shared/http/client";
import { useLive } from "@/shared/live/live";
import { modelsQuery } from "@/shared/models/models";

/** While many leads change, the overview is read anew once in this time. */
const REST_MS = 5000;

const overviewQuery = (days: number, zone: string) =>
  queryOptions({
    queryKey: ["overview", days, zone],
    queryFn: ({ signal }) => get<Overview>("/v1/overview", { query: { days, zone }, signal }),
    placeholderData: keepPreviousData,
  });

/** The overview of some days of the reader's calendar, as it is now. */
export function useOverview(days: number) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ["overview"] });
  const soon = useThrottledCallback(refresh, REST_MS);
  const another = () => {
    refresh();
    void client.invalidateQueries({ queryKey: modelsQuery.queryKey });
  };
  useLive({ work: soon, model: another, again: another });
  return useQuery(overviewQuery(days, zoneOfReader()));
}
