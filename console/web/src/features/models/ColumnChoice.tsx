import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ColumnChoices } from "@/api/types";
import { isProblem, put } from "@/shared/http/client";
import { useMay } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { toast } from "@/shared/ui/toasts";
import { columnChoicesQuery } from "./api";
import { chosen, withChoice, type Choice } from "./choices";

const WORDS: Record<Choice, string> = {
  leaveOut: "Left out from the next training on, because somebody decided so.",
  keep: "Learnt from by the next training on, because somebody decided so.",
};

/** Lets a person decide whether models to come learn from a column. The model that is live stays as it is. */
export function ColumnChoice({ column, excluded }: { column: string; excluded: boolean }) {
  const may = useMay("models:train");
  const client = useQueryClient();
  const { data } = useQuery(columnChoicesQuery);
  const write = useMutation({
    mutationFn: (choices: ColumnChoices) => put<ColumnChoices>("/v1/trainings/columns", choices),
    onSuccess: (now) => client.setQueryData(columnChoicesQuery.queryKey, now),
    onError: (error) => toast(isProblem(error) ? error.detail : "That did not work. Try again.", { kind: "failed" }),
  });
  if (!data) return null;
  const now = chosen(data, column);
  const decide = (choice: Choice | undefined) => write.mutate(withChoice(data, column, choice));
  if (now === undefined && !may) return null;
  return (
    <p className="row small" style={{ paddingBottom: 8 }}>
      {now && <span className="quiet">{WORDS[now]}</span>}
      {may && (
        <Button small busy={write.isPending} onClick={() => decide(now ? undefined : excluded ? "keep" : "leaveOut")}>
          {now ? "Let the proof decide" : excluded ? "Learn from it next time" : "Leave it out next time"}
        </Button>
      )}
    </p>
  );
}
