import { useMutation } from "@tanstack/react-query";
import { saveFile } from "@/shared/charts/csv";
import { toast } from "@/shared/ui/toasts";
import { download, isProblem } from "./client";

/** Fetches a file, after the password where that is asked for, and saves it under the name. */
export function useDownload(name: string) {
  return useMutation({
    mutationFn: ({ path, query }: { path: string; query?: URLSearchParams }) => download(path, query),
    onSuccess: (file) => saveFile(name, file),
    onError: (error) => {
      if (!isProblem(error, "confirm-password"))
        toast(isProblem(error) ? error.detail : "The download broke off. Try again.", { kind: "failed" });
    },
  });
}
