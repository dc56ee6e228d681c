import { useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Rejected, RejectedPage } from "@/api/types";
import { count, plural } from "@/shared/format/numbers";
import { sentence } from "@/shared/format/words";
import { get, isProblem, post } from "@/shared/http/client";
import { useRest } from "@/shared/http/rest";
import { shownText } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { CardList, Grid, type GridColumn } from "@/shared/ui/Grid";
import { Tag, Time } from "@/shared/ui/marks";
import { Empty, Failure, Loading } from "@/shared/ui/States";
import { toast } from "@/shared/ui/toasts";
import styles from "./System.module.css";

const NONE: readonly Rejected[] = [];
const keyOf = (one: Rejected) => one.id;
const titleOf = (one: Rejected) =>
  one.title ? shownText(one.title) : sentence(shownText(one.problem).replaceAll("-", " "));

/** Records that were accepted and failed later: how many of each reason, and each of them. */
export function RejectedPart() {
  const client = useQueryClient();
  const may = useMay("rejected:replay");
  const phone = useMediaQuery("(max-width: 700px)", undefined, { getInitialValueInEffect: false });
  const [focused, setFocused] = useState<string | undefined>();
  const list = useInfiniteQuery({
    queryKey: ["rejected"],
    queryFn: ({ pageParam, signal }) =>
      get<RejectedPage>("/v1/rejected", { query: { limit: 100, after: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const all = useMemo(() => list.data?.pages.flatMap((page) => page.rejected) ?? NONE, [list.data]);
  const rest = useRest(list);
  const { mutate, isPending } = useMutation({
    mutationFn: async (some: readonly Rejected[]) => {
      let done = 0;
      for (const one of some) {
        await post(`/v1/rejected/${encodeURIComponent(one.id)}/replay`);
        done++;
      }
      return done;
    },
    onSuccess: (done) => toast(`${plural(done, "record is", "records are")} on the way again`),
    onError: (error) => toast(isProblem(error) ? error.detail : "The replay stopped. Try again.", { kind: "failed" }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["rejected"] }),
  });
  const columns = useMemo((): GridColumn<Rejected>[] => {
    const act = (one: Rejected) => <Act one={one} may={may} busy={isPending} onReplay={() => mutate([one])} />;
    return [
      { id: "why", title: "Why", size: 170, cell: titleOf },
      { id: "what", title: "What", size: 220, grow: 1, fixed: true, cell: (one) => shownText(one.detail) },
      {
        id: "reader",
        title: "Reader",
        size: 120,
        cell: (one) => <span className="mono">{shownText(one.consumer)}</span>,
      },
      {
        id: "where",
        title: "Where on the log",
        size: 160,
        cell: (one) => <span className="mono">{placeOf(one)}</span>,
      },
      { id: "when", title: "When", size: 100, cell: (one) => <Time at={one.rejectedAt} /> },
      { id: "act", title: "Replay", size: 130, fixed: true, cell: act },
    ];
  }, [may, isPending, mutate]);

  if (list.isError && all.length === 0)
    return <Failure error={list.error} what="The rejected records" onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  if (all.length === 0) {
    return (
      <Empty icon="check" title="Nothing was rejected">
        Here stand records that were accepted and failed later, with the reason. They are kept as they came, so that
        they can be replayed after a mend.
      </Empty>
    );
  }
  const groups = new Map<string, Rejected[]>();
  for (const one of all) groups.set(one.problem, [...(groups.get(one.problem) ?? []), one]);
  const waiting = all.filter((one) => one.replayedAt === undefined).length;
  return (
    <>
      <p style={{ fontSize: "var(--text-l)" }}>
        {waiting === 0
          ? `${rest.more ? "All of the newest" : "All of them"} were replayed.`
          : `${rest.more ? "More than " : ""}${plural(waiting, "record waits", "records wait")} to be replayed.`}{" "}
        Nothing is lost: each is kept as it came.
      </p>
      <ul className={styles.reasons} aria-label="By reason">
        {[...groups].map(([problem, some]) => {
          const open = some.filter((one) => one.replayedAt === undefined);
          return (
            <li key={problem}>
              <span className="wrap">
                <b>{some[0] && titleOf(some[0])}</b>{" "}
                <span className="quiet">
                  {rest.more ? "at least " : ""}
                  {plural(some.length, "record")}
                </span>
              </span>
              {may && open.length > 0 && (
                <Button small icon="refresh" busy={isPending} onClick={() => mutate(open)}>
                  Replay {open.length === 1 ? "it" : `${rest.more ? "these" : "all"} ${count(open.length)}`}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <div className={styles.records}>
        {phone ? (
          <CardList
            label="Rejected records"
            rows={all}
            rowKey={keyOf}
            estimate={120}
            rest={rest}
            card={(one) => (
              <div className={styles.record}>
                <b>{titleOf(one)}</b>
                <span className="wrap">{shownText(one.detail)}</span>
                <span className="small quiet wrap">
                  <Time at={one.rejectedAt} />, {shownText(one.consumer)}, {placeOf(one)}
                </span>
                <Act one={one} may={may} busy={isPending} onReplay={() => mutate([one])} />
              </div>
            )}
          />
        ) : (
          <Grid
            label="Rejected records"
            name="rejected"
            columns={columns}
            rows={all}
            rowKey={keyOf}
            rowHeight={44}
            grows
            rest={rest}
            focused={focused}
            onFocus={setFocused}
            describe={(one) => `${titleOf(one)}: ${shownText(one.detail)}`}
          />
        )}
      </div>
    </>
  );
}

function placeOf(one: Rejected): string {
  return `${shownText(one.topic)} ${one.partition}:${one.offset}`;
}

function Act({ one, may, busy, onReplay }: { one: Rejected; may: boolean; busy: boolean; onReplay: () => void }) {
  if (one.replayedAt) {
    return (
      <Tag>
        Replayed <Time at={one.replayedAt} />
      </Tag>
    );
  }
  return may ? (
    <span>
      <Button small disabled={busy} onClick={onReplay}>
        Replay
      </Button>
    </span>
  ) : (
    <span className="faint">Waits</span>
  );
}
