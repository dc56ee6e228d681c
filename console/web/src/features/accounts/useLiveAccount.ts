import { useThrottledCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { AccountDetail } from "@/api/types";
import { get } from "@/shared/http/client";
import { useLive } from "@/shared/live/live";
import { workKeys } from "@/shared/work/items";

/** While leads change that may be of another company, the account is read anew once in this time. */
const REST_MS = 5000;

/** One account with its leads, as it is now. */
export function useLiveAccount(company: string) {
  const account = useQuery({
    queryKey: workKeys.account(company),
    queryFn: ({ signal }) => get<AccountDetail>(`/v1/accounts/${encodeURIComponent(company)}`, { signal }),
  });
  const refresh = () => void account.refetch();
  const soon = useThrottledCallback(refresh, REST_MS);
  useLive({
    work: ({ leads }) => {
      // A change tells its lead and not its company: one that is not here may have come to it.
      if (account.data?.items.some((item) => leads.includes(item.lead))) refresh();
      else soon();
    },
    model: refresh,
    again: refresh,
  });
  return account;
}
