import { Modal } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { EventAccount, EventBooks, KeptContent, KeptEvent, KeptPage, ReplayAnswer } from "@/api/types";
import { count, plural } from "@/shared/format/numbers";
import { exact } from "@/shared/format/times";
import { sentence } from "@/shared/format/words";
import { get, isProblem, post } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { useRest } from "@/shared/http/rest";
import { shownText } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Section } from "@/shared/ui/Page";
import { Tag, Time } from "@/shared/ui/marks";
import { Empty, Failure, Loading, Note, PartFailure } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { toast } from "@/shared/ui/toasts";
import { Balance } from "./Balance";
import { replayWords, STAGE_WORDS } from "./events";
import styles from "./System.module.css";

const LOOK_MS = 5000;
const AT_ONCE = 200;
const NONE: readonly KeptEvent[] = [];

/** What became of events, and those that were not taken. */
export function EventsPart() {
  return (
    <div className="stack" style={{ gap: 28 }}>
      <EventBooksSection />
      <KeptSection />
    </div>
  );
}

function EventBooksSection() {
  const books = useQuery({
    queryKey: ["books", "events"],
    queryFn: ({ signal }) => get<EventBooks>("/v1/books/events", { signal }),
    refetchInterval: LOOK_MS,
  });
  return (
    <Section
      title="Books of events"
      says="Each event that was answered with “taken” is a lead's, nobody's yet, a repetition, or kept with the reason."
    >
      {unavailable(books) ? (
        <Failure error={books.error} what="The books of events" onRetry={() => void books.refetch()} />
      ) : books.data ? (
        <Accounts books={books.data} />
      ) : (
        <Loading />
      )}
    </Section>
  );
}

function Accounts({ books }: { books: EventBooks }) {
  const { all, bySource } = books;
  const number = (title: string, value: (account: EventAccount) => number) => ({
    title,
    tight: true,
    align: "right" as const,
    cell: (account: EventAccount) => count(value(account)),
  });
  return (
    <>
      <Balance state={all.balanced ? "balanced" : "unbalanced"}>
        {all.balanced
          ? `Balanced: each of ${plural(all.received, "event")} is accounted for.`
          : `Not balanced: ${plural(Math.abs(all.difference), "event")} ${all.difference > 0 ? "missing" : "too many"}. Tell your operator.`}
      </Balance>
      <Table
        label="Events by source"
        rows={bySource}
        rowKey={(account) => account.source ?? ""}
        empty="No events came in yet."
        columns={[
          { title: "Source", minWidth: 140, cell: (account) => shownText(account.name ?? account.source ?? "") },
          number("Received", (account) => account.received),
          number("Refused", (account) => account.refused),
          number("Of leads", (account) => account.matched),
          number("Nobody's yet", (account) => account.anonymous),
          number("Repeated", (account) => account.repeated),
          number("Rejected", (account) => account.rejected),
          {
            title: "Last seen",
            tight: true,
            cell: (account) => (account.lastSeenAt ? <Time at={account.lastSeenAt} /> : "never"),
          },
        ]}
      />
      <p className="small faint">As of {exact(books.asOf)}</p>
    </>
  );
}

function KeptSection() {
  const client = useQueryClient();
  const may = useMay("rejected:replay");
  const maySee = useMay("rejected:read");
  const mayRead = useMay("personal:read");
  const [opened, setOpened] = useState<string | undefined>();
  const list = useInfiniteQuery({
    queryKey: ["kept-events"],
    queryFn: ({ pageParam, signal }) =>
      get<KeptPage>("/v1/kept-events", { query: { limit: 50, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    enabled: maySee,
  });
  const all = useMemo(() => list.data?.pages.flatMap((page) => page.events) ?? NONE, [list.data]);
  const rest = useRest(list);
  const replay = useMutation({
    mutationFn: (some: readonly KeptEvent[]) =>
      post<ReplayAnswer>("/v1/kept-events/replay", { events: some.slice(0, AT_ONCE).map((one) => one.id) }),
    onSuccess: (answer) => toast(replayWords(answer)),
    onError: (error) => toast(isProblem(error) ? error.detail : "The replay stopped. Try again.", { kind: "failed" }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["kept-events"] }),
  });
  if (!maySee) return null;
  const open = all.filter((one) => one.replayedAt === undefined);
  return (
    <Section
      title="Refused and rejected"
      says="What the door refused, what failed behind it, and what was taken in part, with place and reason. Kept for 30 days, sealed."
      acts={
        may &&
        open.length > 1 && (
          <Button small icon="refresh" busy={replay.isPending} onClick={() => replay.mutate(open)}>
            Replay {rest.more ? "these" : "all"} {count(Math.min(open.length, AT_ONCE))}
          </Button>
        )
      }
    >
      {list.isError && all.length === 0 ? (
        <Failure error={list.error} what="What was refused" onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : all.length === 0 ? (
        <Empty icon="check" title="Nothing was refused">
          Here stand events that could not be taken, with what is wrong about them. Their sender was told as well.
        </Empty>
      ) : (
        <>
          <Table
            label="Events that were refused or rejected"
            rows={all}
            rowKey={(one) => one.id}
            top
            columns={[
              { title: "When", tight: true, cell: (one) => <Time at={one.receivedAt} /> },
              {
                title: "Stage",
                tight: true,
                cell: (one) => <Tag>{STAGE_WORDS[one.stage] ?? sentence(shownText(one.stage))}</Tag>,
              },
              { title: "Reason", minWidth: 220, cell: (one) => <Reason event={one} /> },
              {
                title: "",
                label: "Acts",
                tight: true,
                cell: (one) => (
                  <span className="row" style={{ justifyContent: "flex-end", gap: 8 }}>
                    {mayRead && (
                      <Button small kind="plain" onClick={() => setOpened(one.id)}>
                        What was sent
                      </Button>
                    )}
                    {one.replayedAt ? (
                      <Tag>
                        Replayed <Time at={one.replayedAt} />
                      </Tag>
                    ) : (
                      may && (
                        <Button small disabled={replay.isPending} onClick={() => replay.mutate([one])}>
                          Replay
                        </Button>
                      )
                    )}
                  </span>
                ),
              },
            ]}
          />
          {rest.more && !rest.failed && (
            <div>
              <Button small kind="plain" busy={rest.loading} onClick={rest.onRetry}>
                Load earlier ones
              </Button>
            </div>
          )}
          {rest.failed && <PartFailure what="Earlier events" onRetry={rest.onRetry} />}
        </>
      )}
      <Sent id={opened} onClose={() => setOpened(undefined)} />
    </Section>
  );
}

function Reason({ event }: { event: KeptEvent }) {
  return (
    <div className="stack" style={{ gap: 2 }}>
      <span className="wrap">{shownText(event.reason)}</span>
      {event.faults.length > 0 && (
        <ul className={styles.faults}>
          {event.faults.map((fault, index) => (
            <li key={index} className="small quiet wrap">
              {fault.pointer && <span className="mono">{shownText(fault.pointer)}</span>} {shownText(fault.detail)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What was sent; each reading is recorded. */
function Sent({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const content = useQuery({
    queryKey: ["kept-events", id],
    queryFn: ({ signal }) => get<KeptContent>(`/v1/kept-events/${encodeURIComponent(id ?? "")}`, { signal }),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
  return (
    <Modal
      opened={id !== undefined}
      onClose={onClose}
      title="What was sent"
      size={640}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className="stack">
        <Note icon="hidden">It may name a person. That you read it is recorded.</Note>
        {content.isError ? (
          <Failure error={content.error} what="What was sent" onRetry={() => void content.refetch()} />
        ) : !content.data ? (
          <Loading rows={4} />
        ) : content.data.message === undefined ? (
          <p>Nothing of it is there any more.</p>
        ) : (
          <pre className={styles.sent} tabIndex={0} aria-label="The message">
            {pretty(content.data.message)}
          </pre>
        )}
      </div>
    </Modal>
  );
}

function pretty(message: string): string {
  try {
    return JSON.stringify(JSON.parse(message), null, 2);
  } catch {
    return message;
  }
}
