import { useMutation } from "@tanstack/react-query";
import type { Activity } from "@/api/types";
import { count } from "@/shared/format/numbers";
import { exact } from "@/shared/format/times";
import { sentence } from "@/shared/format/words";
import { isProblem } from "@/shared/http/client";
import { useMay } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Time } from "@/shared/ui/marks";
import { toast } from "@/shared/ui/toasts";
import { leaveToRules, sayWho } from "./api";
import styles from "./LeadPage.module.css";
import { isByPerson } from "./visits";

/** What is apart from what the lead did: what machines did, and what somebody said against the rules. */
export function ByMachines({
  lead,
  activities,
  onChanged,
}: {
  lead: string;
  activities: readonly Activity[];
  onChanged: () => void;
}) {
  const may = useMay("leads:write");
  const change = useMutation({
    mutationFn: ({ activity, kind }: { activity: string; kind: string | undefined }) =>
      kind === undefined ? leaveToRules(lead, activity) : sayWho(lead, activity, kind),
    onSuccess: onChanged,
    onError: (error: unknown) => toast(isProblem(error) ? error.detail : "It was not changed.", { kind: "failed" }),
  });
  if (activities.length === 0) return null;
  const machines = activities.filter((one) => !isByPerson(one)).length;
  return (
    <details className={styles.machines}>
      <summary>
        {machines > 0
          ? `By machines, not counted: ${count(machines)}`
          : `Said to be a person’s: ${count(activities.length)}`}
      </summary>
      <ul>
        {activities.map((one) => (
          <li key={one.activity}>
            <span>
              {sentence(one.words)} <Time at={one.at} />
              <span className={styles.more} title={exact(one.at)}>
                {sentence(`${one.by?.words ?? "a machine"}: ${one.by?.evidence ?? ""}`)}
              </span>
            </span>
            {may &&
              (one.by?.byHand ? (
                <Button
                  small
                  kind="plain"
                  busy={change.isPending}
                  onClick={() => change.mutate({ activity: one.activity, kind: undefined })}
                >
                  Undo
                </Button>
              ) : (
                <Button
                  small
                  kind="plain"
                  busy={change.isPending}
                  onClick={() => change.mutate({ activity: one.activity, kind: "person" })}
                >
                  A person did this
                </Button>
              ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
