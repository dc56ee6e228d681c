import { useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState, type ComponentProps, type ReactNode } from "react";
import type { Item } from "@/api/types";
import { useCommands, type Command } from "@/shared/commands/commands";
import { count, plural } from "@/shared/format/numbers";
import { STATUS_WORDS } from "@/shared/format/words";
import { useDownload } from "@/shared/http/downloads";
import { useRest } from "@/shared/http/rest";
import { NamesFailed } from "@/shared/persons/NamesFailed";
import { usePersons } from "@/shared/persons/persons";
import { useMay, useSession } from "@/shared/session/session";
import { Button, IconButton, Key } from "@/shared/ui/Button";
import { CardList, Grid } from "@/shared/ui/Grid";
import { Icon } from "@/shared/ui/Icon";
import { Tabs, useTitle } from "@/shared/ui/Page";
import { Empty, Failure } from "@/shared/ui/States";
import { useHotkeys } from "@/shared/ui/useHotkeys";
import { useStored } from "@/shared/ui/useStored";
import { Waiting } from "@/shared/ui/Waiting";
import { useActs } from "@/shared/work/acts";
import { AssignMenu } from "@/shared/work/AssignMenu";
import { Disqualify, StatusMenu } from "@/shared/work/StatusMenu";
import { countsQuery, listQuery, viewsQuery } from "./api";
import { below, who } from "./cells";
import { columnsOf } from "./columns";
import { FilterBar } from "./FilterBar";
import { apiQuery, filtersOf, sameFilters, USUAL_SORT, viewOf, type Filters, type View } from "./filters";
import { LeadCard } from "./LeadCard";
import { Preview } from "./Preview";
import { SaveView } from "./SaveView";
import { useLiveList } from "./useLiveList";
import styles from "./WorkList.module.css";

const NONE: ReadonlySet<string> = new Set();
const NO_ITEMS: readonly Item[] = [];
const keyOf = (item: Item) => item.lead;

export function WorkList({
  at,
  search,
  title,
  question,
  builtIn,
  empty,
  outcome = false,
}: {
  at: "/work" | "/leads";
  search: Record<string, string | undefined>;
  title: string;
  question: string;
  builtIn: View[];
  empty: ReactNode;
  /** Whether closed leads belong here too. */
  outcome?: boolean;
}) {
  useTitle(title);
  const navigate = useNavigate();
  const { user } = useSession();
  const mayWrite = useMay("work:write");
  const mayAssign = useMay("work:assign");
  const mayPersons = useMay("personal:read");
  const mayExport = useMay("leads:export");
  const phone = useMediaQuery("(max-width: 700px)", undefined, { getInitialValueInEffect: false });
  const wide = useMediaQuery("(min-width: 1200px)", undefined, { getInitialValueInEffect: false });
  const [wanted, setWanted] = useStored("prox.preview", { shown: true });

  // What the address says: a tab, and what differs from it.
  const saved = useQuery(viewsQuery);
  const views = useMemo(
    () => (at === "/work" ? [...builtIn, ...(saved.data ?? []).map(viewOf)] : builtIn),
    [at, builtIn, saved.data],
  );
  const own = useMemo(() => filtersOf(search), [search]);
  const bare = Object.keys(own).length === 0;
  const current = views.find((view) => view.id === (search["view"] ?? ""));
  const filters = useMemo<Filters>(
    () => (bare ? (current?.filters ?? views[0]?.filters ?? {}) : own),
    [bare, current, views, own],
  );
  const query = apiQuery(filters);
  const changed = current !== undefined && !bare && !sameFilters(filters, current.filters);

  const go = useCallback(
    (next: Record<string, string | undefined>, replace = false) => void navigate({ to: at, search: next, replace }),
    [navigate, at],
  );
  const onFilter = useCallback(
    (change: Filters) => {
      const next: Filters = { ...filters, ...change };
      const same = views.find((view) => sameFilters(view.filters, next));
      const view = same ?? current;
      const lead = search["lead"];
      go(
        { view: view?.id || undefined, ...(same ? {} : next), ...(lead ? { lead } : {}) },
        // Typing is not a step that one wants to go back to.
        "q" in change,
      );
    },
    [filters, views, current, search, go],
  );

  const list = useInfiniteQuery(listQuery(query));
  const counts = useQuery(countsQuery(query));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? NO_ITEMS, [list.data]);
  const total = list.data?.pages[0]?.total;
  const more = list.data?.pages[0]?.totalIsLowerBound === true;
  const live = useLiveList(query, rows);
  const exporting = useDownload("leads.csv");

  const previewing = wanted.shown && wide === true;
  const [visible, setVisible] = useState<string[]>([]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(NONE);
  useEffect(() => setSelected(NONE), [query]);
  // Without a lead in the address the first one is in hand, so that the preview has something to say.
  const focused = search["lead"] ?? (previewing ? rows[0]?.lead : undefined);
  const focusedItem = useMemo(() => rows.find((item) => item.lead === focused), [rows, focused]);
  const shown = useMemo(() => {
    const leads = new Set(visible);
    return rows.filter(({ lead }) => leads.has(lead) || lead === focused);
  }, [rows, visible, focused]);
  const persons = usePersons(shown);
  // Cells read persons through a reference, so that a name that arrives draws its row anew.
  const columns = useMemo(() => columnsOf(user.id, persons, { outcome }), [user.id, persons, outcome]);
  const nameOf = useCallback((item: Item) => who(item, persons.get(item.lead)), [persons]);
  const acts = useActs(nameOf);
  const [disqualifying, setDisqualifying] = useState<readonly Item[] | undefined>();
  const [statusOpen, setStatusOpen] = useState(false);
  const [assignOpen, setAssignOpen] = useState(false);

  const onFocus = useCallback(
    (lead: string) => {
      if (lead === focused) return;
      void navigate({
        to: at,
        search: (before: Record<string, string | undefined>) => ({ ...before, lead }),
        replace: true,
      });
    },
    [navigate, at, focused],
  );
  const onOpen = useCallback(
    (item: Item) => void navigate({ to: "/leads/$lead", params: { lead: item.lead }, search: {} }),
    [navigate],
  );
  const rest = useRest(list);

  const chosen = useMemo(
    () => (selected.size > 0 ? rows.filter((item) => selected.has(item.lead)) : focusedItem ? [focusedItem] : NO_ITEMS),
    [selected, rows, focusedItem],
  );
  // What the key does to leads that are all one's own, and so what it is called.
  const releases = chosen.length > 0 && chosen.every((item) => item.owner === user.id);
  const onClaim = () => {
    if (!mayWrite || chosen.length === 0) return;
    if (releases) acts.release(chosen);
    else acts.claim(chosen.filter((item) => item.owner !== user.id));
  };
  const onDone = () => {
    if (mayWrite && chosen.length > 0) acts.mark(chosen, "contacted");
  };
  const onMark = (key: string) => {
    if (chosen.length === 0) return;
    if (key === "s" && mayWrite) setStatusOpen(true);
    if (key === "a" && mayAssign) setAssignOpen(true);
  };
  const onChoose = () => {
    if (focused === undefined) return;
    const next = new Set(selected);
    if (!next.delete(focused)) next.add(focused);
    setSelected(next);
  };
  useHotkeys(
    {
      o: () => focusedItem && onOpen(focusedItem),
      x: onChoose,
      c: onClaim,
      e: onDone,
      s: () => onMark("s"),
      a: () => onMark("a"),
      p: () => setWanted((now) => ({ shown: !now.shown })),
      Escape: () => setSelected(NONE),
    },
    !phone,
  );

  const commands: Command[] = [];
  if (chosen.length > 0 && mayWrite) {
    const what = chosen.length > 1 ? plural(chosen.length, "lead") : chosen[0] ? nameOf(chosen[0]) : "";
    commands.push(
      {
        id: "claim",
        words: `${releases ? "Release" : "Claim"} ${what}`,
        icon: "check",
        keys: "C",
        group: "Chosen",
        run: onClaim,
      },
      { id: "done", words: `Mark ${what} as contacted`, icon: "phone", keys: "E", group: "Chosen", run: onDone },
      {
        id: "disqualify",
        words: `Disqualify ${what}`,
        icon: "close",
        group: "Chosen",
        run: () => setDisqualifying(chosen),
      },
    );
  }
  commands.push({
    id: "preview",
    words: wanted.shown ? "Hide the preview" : "Show the preview",
    icon: "panel",
    keys: "P",
    run: () => setWanted((now) => ({ shown: !now.shown })),
  });
  useCommands(commands);

  const nothing =
    total === 0 && !bare && changed ? (
      <Empty
        icon="search"
        title="No lead fits"
        acts={
          <Button icon="undo" onClick={() => go({ view: current?.id || undefined })}>
            Drop the filters
          </Button>
        }
      >
        {!filters.q
          ? "Fewer filters show more."
          : mayPersons
            ? "Search takes a whole word of a person's or company's name, a whole e-mail address or phone number, or the start of a company's domain."
            : "Search takes the start of a company's domain."}
      </Empty>
    ) : (
      empty
    );
  const failed = list.isError && rows.length === 0;

  return (
    <div className={styles.page} data-full="">
      <div className={styles.head}>
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          <p>{question}</p>
        </div>
        <div className="quiet num" role="status">
          {total === undefined ? " " : more ? `More than ${plural(total, "lead")}` : plural(total, "lead")}
        </div>
      </div>
      <div className={styles.tabs}>
        <Tabs
          label="Views"
          tabs={views.map((view) => ({
            words: view.name,
            current: view.id === (current?.id ?? ""),
            to: at,
            search: { view: view.id || undefined },
          }))}
          more={
            at === "/work" ? (
              <span className={`${styles.saving} row`}>
                <SaveView
                  current={current}
                  changed={changed}
                  filters={filters}
                  count={saved.data?.length ?? 0}
                  onOpen={(id) => go({ view: id })}
                />
              </span>
            ) : undefined
          }
        />
      </div>
      <FilterBar
        filters={filters}
        onFilter={onFilter}
        counts={counts.data}
        items={rows}
        end={
          <>
            {mayExport && !phone && (
              <Button
                kind="plain"
                title="Exactly the leads that the filters show; the export is audited"
                busy={exporting.isPending}
                onClick={() => exporting.mutate({ path: "/v1/work/export.csv", query: new URLSearchParams(query) })}
              >
                <Icon name="download" />
                CSV
              </Button>
            )}
            {wide && (
              <IconButton
                icon="panel"
                label={previewing ? "Hide the preview" : "Show the preview"}
                shortcut="P"
                aria-pressed={previewing}
                onClick={() => setWanted((now) => ({ shown: !now.shown }))}
              />
            )}
          </>
        }
      />
      <div className={styles.body} data-preview={previewing && rows.length > 0}>
        <div className={styles.list}>
          <Waiting rows={live.waiting} onShow={() => void live.onReload()} />
          <NamesFailed leads={shown} />
          {failed ? (
            <Failure error={list.error} what="The list" onRetry={() => void list.refetch()} />
          ) : phone ? (
            <CardList
              label={title}
              rows={rows}
              rowKey={keyOf}
              estimate={112}
              loading={list.isPending}
              rest={rest}
              onVisible={setVisible}
              empty={nothing}
              card={(item) => (
                <LeadCard
                  item={item}
                  person={persons.get(item.lead)}
                  acts={acts}
                  onDisqualify={setDisqualifying}
                  mayWrite={mayWrite}
                  me={user.id}
                />
              )}
            />
          ) : (
            <Grid
              label={title}
              name={at === "/work" ? "work" : "leads"}
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              rowHeight={48}
              total={total}
              loading={list.isPending}
              rest={rest}
              sort={filters.sort ?? USUAL_SORT}
              onSort={(sort) => onFilter({ sort: sort === USUAL_SORT && at === "/work" ? undefined : sort })}
              focused={focused}
              onFocus={onFocus}
              onOpen={onOpen}
              {...(mayWrite ? { selected, onSelected: setSelected } : {})}
              fresh={live.fresh}
              onVisible={setVisible}
              empty={nothing}
              describe={(item) =>
                `${nameOf(item)}, ${below(item, persons.get(item.lead))}, score ${item.score ?? "none"}, ${STATUS_WORDS[item.status]}`
              }
            />
          )}
          {selected.size > 0 && (
            <div className={styles.bulk} data-above-messages="" role="region" aria-label="Chosen leads">
              <div>
                <span className="strong num">{count(selected.size)} chosen</span>
                <Button kind="plain" onClick={onClaim} shortcut="C">
                  {releases ? "Release" : "Claim"}
                </Button>
                {mayAssign && (
                  <AssignMenu items={chosen} acts={acts}>
                    <Button kind="plain" shortcut="A">
                      Assign
                    </Button>
                  </AssignMenu>
                )}
                <StatusMenu items={chosen} acts={acts} onDisqualify={setDisqualifying}>
                  <Button kind="plain" shortcut="S">
                    Status
                  </Button>
                </StatusMenu>
                <Button kind="plain" onClick={() => setSelected(NONE)} aria-label="Choose none">
                  <Key aria-hidden="true">Esc</Key>
                </Button>
              </div>
            </div>
          )}
        </div>
        {previewing && rows.length > 0 && (
          <Preview
            item={focusedItem}
            person={focused === undefined ? undefined : persons.get(focused)}
            acts={acts}
            onDisqualify={setDisqualifying}
            onClose={() => setWanted({ shown: false })}
          />
        )}
      </div>
      {/* Menus that a key opens, above the row in hand. */}
      <KeyedMenu opened={statusOpen} focused={focused}>
        <StatusMenu
          items={chosen}
          acts={acts}
          onDisqualify={setDisqualifying}
          opened={statusOpen}
          onChange={setStatusOpen}
        >
          <Anchor label="Status of the chosen leads" />
        </StatusMenu>
      </KeyedMenu>
      <KeyedMenu opened={assignOpen} focused={focused}>
        <AssignMenu items={chosen} acts={acts} opened={assignOpen} onChange={setAssignOpen}>
          <Anchor label="Owner of the chosen leads" />
        </AssignMenu>
      </KeyedMenu>
      <Disqualify items={disqualifying} acts={acts} onClose={() => setDisqualifying(undefined)} who={nameOf} />
    </div>
  );
}

/** What a menu hangs on that a key opens. */
function Anchor({ label, ...props }: { label: string } & ComponentProps<"button">) {
  return <button {...props} type="button" className="unseen" tabIndex={-1} aria-label={label} />;
}

/** Puts what opens by a key beside the row that it acts on. */
function KeyedMenu({
  opened,
  focused,
  children,
}: {
  opened: boolean;
  focused: string | undefined;
  children: ReactNode;
}) {
  const [place, setPlace] = useState<{ top: number; left: number } | undefined>();
  useEffect(() => {
    if (!opened) return;
    const row = focused ? document.querySelector(`[data-key="${CSS.escape(focused)}"]`) : null;
    const box = row?.getBoundingClientRect();
    setPlace(
      box ? { top: box.bottom, left: Math.min(box.right - 40, window.innerWidth - 280) } : { top: 120, left: 320 },
    );
  }, [opened, focused]);
  return (
    <span style={{ position: "fixed", top: place?.top ?? 0, left: place?.left ?? 0, width: 1, height: 1 }}>
      {children}
    </span>
  );
}
