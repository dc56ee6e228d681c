import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Import, ImportPage, ImportStatus } from "@/api/types";
import { get, isProblem, post } from "@/shared/http/client";
import { toast } from "@/shared/ui/toasts";

export const BUSY: ImportStatus[] = ["checking", "running", "undoing"];
const LOOK_MS = 700;

export const importsQuery = infiniteQueryOptions({
  queryKey: ["imports"],
  queryFn: ({ pageParam, signal }) =>
    get<ImportPage>("/v1/imports", { query: { limit: 30, after: pageParam }, signal }),
  initialPageParam: "",
  getNextPageParam: (last) => last.next,
  refetchInterval: (query) =>
    query.state.data?.pages.some((page) => page.imports.some((one) => BUSY.includes(one.status))) ? 2 * LOOK_MS : false,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => get<Import>(`/v1/imports/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: (query) => (query.state.data && BUSY.includes(query.state.data.status) ? LOOK_MS : false),
  });

export const STATUS_OF_IMPORT: Record<ImportStatus, string> = {
  mapping: "Waiting for you",
  checking: "Being checked",
  checked: "Checked, not imported",
  running: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
  undoing: "Being taken back",
  undone: "Taken back",
};

/** What a person lets an import do. */
export function useAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: "check" | "start" | "cancel" | "undo") =>
      post<Import>(`/v1/imports/${encodeURIComponent(id)}/${act}`),
    onSuccess: (next) => {
      client.setQueryData(["import", id], next);
      void client.invalidateQueries({ queryKey: ["imports"] });
    },
    onError: (error) => toast(isProblem(error) ? error.detail : "That did not work. Try again.", { kind: "failed" }),
  });
}
