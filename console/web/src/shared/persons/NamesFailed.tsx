import { PartFailure } from "@/shared/ui/States";
import { askAgain, usePersonsFailed, type Of } from "./persons";

/** Says that leads stand without their names because these could not be read. */
export function NamesFailed({ leads }: { leads: readonly Of[] }) {
  const failed = usePersonsFailed(leads);
  if (!failed) return null;
  return <PartFailure what={leads.length === 1 ? "Who this is" : "Who these are"} onRetry={askAgain} />;
}
