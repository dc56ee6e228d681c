import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Source } from "@/api/types";
import { count, plural } from "@/shared/format/numbers";
import { daysBetween } from "@/shared/format/times";
import { get } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { shownText } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { Button, ButtonLink } from "@/shared/ui/Button";
import { Section } from "@/shared/ui/Page";
import { Tag, Time } from "@/shared/ui/marks";
import { Empty, Failure, Loading } from "@/shared/ui/States";
import { NewSource, SourceKeys } from "./SourceKeys";
import { setting } from "./settings";
import styles from "./Settings.module.css";

const QUIET_DAYS = 7;

function stateOf(source: Source): { words: string; kind: "good" | "caution" | "bad" | undefined } {
  if (source.refused24h > 0 && source.refused24h === source.received24h) return { words: "All refused", kind: "bad" };
  if (source.received24h > 0) return { words: "Sending", kind: "good" };
  if (source.lastSeenAt === undefined) return { words: "Never sent", kind: undefined };
  const days = daysBetween(Date.parse(source.lastSeenAt), Date.now());
  return days >= QUIET_DAYS
    ? { words: `Quiet for ${days} days`, kind: "caution" }
    : { words: "Quiet today", kind: undefined };
}

export function SourcesPart() {
  const client = useQueryClient();
  const mayImport = useMay("imports:write");
  const may = useMay("sources:write");
  const [opened, setOpened] = useState<string | undefined>();
  const [making, setMaking] = useState(false);
  const sources = useQuery({
    queryKey: ["sources"],
    queryFn: ({ signal }) => get<{ sources: Source[] }>("/v1/sources", { signal }),
    // Whoever tries a program out sees here that its leads arrive.
    refetchInterval: 5_000,
  });
  if (unavailable(sources))
    return <Failure error={sources.error} what="The sources" onRetry={() => void sources.refetch()} />;
  if (!sources.data) return <Loading />;
  const { origin } = window.location;
  const snippet = `KEY=YOUR-KEY

# Says what would become of it, and keeps nothing
curl '${origin}/v1/leads/batch?dryRun=true' \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '{"source": "Web form", "leads": [{"fields": {"email": "ada@acme.example", "country": "Germany"}}]}'

# Takes it: its source is seen above within seconds
curl ${origin}/v1/leads \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '{"source": "Web form", "fields": {"email": "ada@acme.example", "country": "Germany"}}'`;
  return (
    <div className="stack" style={{ gap: 32 }}>
      <Section
        id="sources"
        title={setting("sources").title}
        says={setting("sources").effect}
        acts={
          may && (
            <Button kind="main" icon="plus" onClick={() => setMaking(true)}>
              New source
            </Button>
          )
        }
      >
        {sources.data.sources.length === 0 ? (
          <Empty
            icon="inbox"
            title="Nothing has sent leads yet"
            acts={
              mayImport && (
                <ButtonLink to="/import" kind="main" icon="import">
                  Import a list
                </ButtonLink>
              )
            }
          >
            A source appears here by itself with the first lead that names it.
          </Empty>
        ) : (
          <div className={styles.sources}>
            {sources.data.sources.map((source) => {
              const state = stateOf(source);
              return (
                <article key={source.id} className={styles.source} aria-label={shownText(source.name)}>
                  <div className="spread" style={{ alignItems: "flex-start" }}>
                    <b className="wrap">{shownText(source.name)}</b>
                    <Tag kind={state.kind}>{state.words}</Tag>
                  </div>
                  <dl>
                    <dt>Leads</dt>
                    <dd>
                      <Link to="/leads" search={{ source: source.name, sort: "created" }}>
                        {count(source.leads)}
                      </Link>
                    </dd>
                    <dt>Last 24 hours</dt>
                    <dd>{plural(source.received24h, "lead")}</dd>
                    <dt>Of them refused</dt>
                    <dd>{count(source.refused24h)}</dd>
                    <dt>Last seen</dt>
                    <dd>{source.lastSeenAt ? <Time at={source.lastSeenAt} /> : "never"}</dd>
                    <dt>Known since</dt>
                    <dd>
                      <Time at={source.createdAt} />
                    </dd>
                  </dl>
                  <div>
                    <Button small icon="key" onClick={() => setOpened(source.id)}>
                      Keys and install
                    </Button>
                  </div>
                </article>
              );
            })}
          </div>
        )}
      </Section>
      <Section
        id="snippet"
        title={setting("snippet").title}
        says={
          <>
            Make{" "}
            <Link to="/settings/$part" params={{ part: "keys" }}>
              a key
            </Link>{" "}
            that may send leads, then try this. <Link to="/api">All of the API</Link>
          </>
        }
      >
        <pre className={styles.snippet} tabIndex={0} aria-label="An example">
          {snippet}
        </pre>
      </Section>
      <SourceKeys
        source={sources.data.sources.find((source) => source.id === opened)}
        onClose={() => setOpened(undefined)}
      />
      <NewSource
        opened={making}
        onClose={() => setMaking(false)}
        onMade={(id) => {
          setMaking(false);
          setOpened(id);
          void client.invalidateQueries({ queryKey: ["sources"] });
        }}
      />
    </div>
  );
}
