import { useSearch } from "@tanstack/react-router";
import { useMay } from "@/shared/session/session";
import { ButtonLink } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/States";
import { BUILT_IN } from "./filters";
import { WorkList } from "./WorkList";

export function WorkPage() {
  const search = useSearch({ from: "/app/work" });
  const mayImport = useMay("imports:write");
  return (
    <WorkList
      at="/work"
      search={search}
      title="Work list"
      question="Whom do I call next?"
      builtIn={BUILT_IN}
      empty={
        <Empty
          icon="work"
          title="Nobody is waiting"
          acts={
            <>
              {mayImport && (
                <ButtonLink to="/import" kind="main" icon="import">
                  Import leads
                </ButtonLink>
              )}
              <ButtonLink to="/leads">All leads</ButtonLink>
            </>
          }
        >
          Here stand the leads of this view, the most promising first, each with the reason why. New ones appear by
          themselves as soon as they come in.
        </Empty>
      }
    />
  );
}
