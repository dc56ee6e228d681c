import { useSearch } from "@tanstack/react-router";
import { useMay } from "@/shared/session/session";
import { ButtonLink } from "@/shared/ui/Button";
import { Empty } from "@/shared/ui/States";
import { ALL_LEADS } from "./filters";
import { WorkList } from "./WorkList";

export function LeadsPage() {
  const search = useSearch({ from: "/app/leads" });
  const mayImport = useMay("imports:write");
  return (
    <WorkList
      at="/leads"
      search={search}
      title="Leads"
      question="Which leads do we have, and what became of them?"
      builtIn={ALL_LEADS}
      outcome
      empty={
        <Empty
          icon="leads"
          title="There are no leads here yet"
          acts={
            <>
              {mayImport && (
                <ButtonLink to="/import" kind="main" icon="import">
                  Import leads
                </ButtonLink>
              )}
              <ButtonLink to="/api" icon="code">
                Send them by API
              </ButtonLink>
            </>
          }
        >
          Here stand all leads, closed ones too. They come from files, forms and programs.
        </Empty>
      }
    />
  );
}
