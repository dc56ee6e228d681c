import { Menu } from "@mantine/core";
import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from "react";
import { count } from "@/shared/format/numbers";
import type { Rest } from "@/shared/http/rest";
import { useStored } from "@/shared/ui/useStored";
import { Button, IconButton } from "./Button";
import styles from "./Grid.module.css";
import { Icon } from "./Icon";
import { Skeleton, useLasting } from "./States";
import { useHotkeys } from "./useHotkeys";

export type GridColumn<T> = {
  id: string;
  title: string;
  /** Pixels to start with, and the least where it grows. */
  size: number;
  /** Its part of the room that is left. */
  grow?: number;
  align?: "right";
  /** What to ask the server for when one clicks on the title; once more asks for the other end first. */
  sort?: string;
  /** Begins with the lowest, as the alphabet does. */
  rising?: boolean;
  /** Always there. */
  fixed?: boolean;
  /** Not there until one asks for it. */
  hidden?: boolean;
  cell: (row: T) => ReactNode;
};

export type GridProps<T> = {
  label: string;
  /** Under which the reader's choice of columns is kept. */
  name: string;
  columns: GridColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  rowHeight: number;
  /** Rows are as high as what stands in them, and this high at least. */
  grows?: boolean;
  total?: number | undefined;
  loading?: boolean;
  /** How the list goes on below these rows. */
  rest: Rest;
  sort?: string;
  onSort?: (sort: string) => void;
  focused?: string | undefined;
  onFocus?: (key: string) => void;
  onOpen?: (row: T) => void;
  selected?: ReadonlySet<string>;
  onSelected?: (selected: ReadonlySet<string>) => void;
  /** Keys of rows that changed just now. */
  fresh?: ReadonlySet<string>;
  /** Tells which rows are in view. */
  onVisible?: (keys: string[]) => void;
  empty?: ReactNode;
  describe: (row: T) => string;
};

const features = tableFeatures({ columnVisibilityFeature, columnSizingFeature, columnResizingFeature });
type Features = typeof features;

type Kept = { hidden: Record<string, boolean>; sizes: Record<string, number> };

const CHECK = 28;
const MORE = 32;

/**
 * A long table, of which only what is in view exists. Rows keep their place; the header stays. The keys of a list move
 * from row to row and open one.
 */
export function Grid<T extends object>(props: GridProps<T>) {
  const { columns, rows, rowKey, rowHeight, selected, onSelected, focused } = props;
  const { onEnd } = props.rest;
  const scroller = useRef<HTMLDivElement>(null);
  const [kept, setKept] = useStored<Kept>(`prox.columns.${props.name}`, { hidden: {}, sizes: {} });
  const [anchor, setAnchor] = useState<number | undefined>();

  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<Features, T> => ({
        id: column.id,
        header: column.title,
        size: column.size,
        minSize: Math.min(column.size, 64),
        maxSize: 900,
        enableHiding: !column.fixed,
        cell: ({ row }: { row: { original: T } }) => column.cell(row.original),
      })),
    [columns],
  );
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const data = rows as T[];
  const visibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map((column) => [
          column.id,
          column.fixed === true || !(kept.hidden[column.id] ?? column.hidden ?? false),
        ]),
      ),
    [columns, kept.hidden],
  );
  const table = useTable<Features, T>({
    features,
    columns: definitions,
    data,
    getRowId: rowKey,
    columnResizeMode: "onChange",
    state: { columnVisibility: visibility, columnSizing: kept.sizes },
    onColumnSizingChange: (update) =>
      setKept((now) => ({ ...now, sizes: typeof update === "function" ? update(now.sizes) : update })),
  });
  const visible = table.getVisibleLeafColumns();
  const template = [
    ...(selected ? [`${CHECK}px`] : []),
    ...visible.map((column) => {
      const own = byId.get(column.id);
      const size = column.getSize();
      return own?.grow && kept.sizes[column.id] === undefined ? `minmax(${size}px, ${own.grow}fr)` : `${size}px`;
    }),
    `${MORE}px`,
  ].join(" ");
  const lineStyle: CSSProperties = { gridTemplateColumns: template };
  const narrowest = (selected ? CHECK : 0) + MORE + visible.reduce((sum, column) => sum + column.getSize(), 0);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => (rows[index] ? rowKey(rows[index]) : index),
    overscan: 8,
    scrollPaddingStart: 40,
    scrollPaddingEnd: 8,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd?.();
  }, [last, rows.length, onEnd]);

  const { onVisible } = props;
  useEffect(() => {
    onVisible?.(rows.slice(first, last + 1).map(rowKey));
  }, [first, last, rows, rowKey, onVisible]);

  const focusIndex = useMemo(
    () => (focused === undefined ? -1 : rows.findIndex((row) => rowKey(row) === focused)),
    [focused, rows, rowKey],
  );
  const followed = useRef<string | undefined>(undefined);
  const frame = useRef(0);
  useEffect(() => {
    if (focusIndex < 0 || followed.current === focused) return;
    followed.current = focused;
    virtualizer.scrollToIndex(focusIndex, { align: "auto" });
    const active = document.activeElement;
    // Whoever types, or chooses from a menu, keeps the focus.
    if (!active?.closest("input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu], [role=listbox]")) {
      // One that is on its way would take the focus back to a row that was left meanwhile.
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-row="${focusIndex}"]`)?.focus({ preventScroll: true }),
      );
    }
  }, [focused, focusIndex, virtualizer]);

  const moveTo = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row) props.onFocus?.(rowKey(row));
  };
  const onNext = () => moveTo(focusIndex + 1);
  // Without a row in hand, to the first one.
  const onBefore = () => moveTo(focusIndex - 1);
  useHotkeys({
    j: onNext,
    k: onBefore,
    ArrowDown: onNext,
    ArrowUp: onBefore,
    Home: () => moveTo(0),
    End: () => moveTo(rows.length - 1),
    Enter: () => {
      const row = rows[focusIndex];
      if (row) props.onOpen?.(row);
    },
  });

  const toggle = (index: number, range: boolean) => {
    if (!selected || !onSelected) return;
    const key = (at: number) => (rows[at] ? rowKey(rows[at]) : undefined);
    const next = new Set(selected);
    const on = !selected.has(key(index) ?? "");
    const from = range && anchor !== undefined ? Math.min(anchor, index) : index;
    const to = range && anchor !== undefined ? Math.max(anchor, index) : index;
    for (let at = from; at <= to; at++) {
      const one = key(at);
      if (one === undefined) continue;
      if (on) next.add(one);
      else next.delete(one);
    }
    setAnchor(index);
    onSelected(next);
  };
  const all = selected !== undefined && rows.length > 0 && rows.every((row) => selected.has(rowKey(row)));
  const some = selected !== undefined && selected.size > 0;
  const skeleton = useLasting(props.loading === true && rows.length === 0);

  return (
    <div className={styles.scroll} ref={scroller} data-grid={props.name}>
      <div
        className={styles.grid}
        style={{ minWidth: `calc(${narrowest}px + 2 * (var(--gutter) - 8px))` }}
        role="grid"
        aria-label={props.label}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-multiselectable={selected ? true : undefined}
        aria-busy={props.loading || undefined}
      >
        <div role="rowgroup" className={styles.head}>
          <div role="row" className={styles.line} style={lineStyle} aria-rowindex={1}>
            {selected && (
              <span role="columnheader" aria-label="Choose">
                <label className={styles.check}>
                  <input
                    type="checkbox"
                    aria-label={all ? "Choose none" : "Choose all that are loaded"}
                    checked={all}
                    disabled={rows.length === 0}
                    ref={(box) => {
                      if (box) box.indeterminate = some && !all;
                    }}
                    onChange={() => onSelected?.(some ? new Set() : new Set(rows.map(rowKey)))}
                  />
                </label>
              </span>
            )}
            {table.getFlatHeaders().map((header) => {
              const column = byId.get(header.column.id);
              if (!column || !visibility[column.id]) return null;
              const turned = column.sort !== undefined && props.sort === `-${column.sort}`;
              const sorted = turned || (column.sort !== undefined && column.sort === props.sort);
              const rises = turned !== (column.rising === true);
              return (
                <span
                  key={column.id}
                  role="columnheader"
                  aria-sort={sorted ? (rises ? "ascending" : "descending") : undefined}
                  className={column.align === "right" ? `${styles.title} ${styles.right}` : styles.title}
                >
                  {column.sort !== undefined && props.onSort ? (
                    <button
                      type="button"
                      className={styles.sort}
                      data-sorted={sorted || undefined}
                      onClick={() =>
                        column.sort !== undefined && props.onSort?.(sorted && !turned ? `-${column.sort}` : column.sort)
                      }
                    >
                      {column.title}
                      {sorted && <Icon name={rises ? "rise" : "fall"} size={12} />}
                    </button>
                  ) : (
                    <span className="clip">{column.title}</span>
                  )}
                  <span
                    className={styles.grip}
                    data-active={header.column.getIsResizing() || undefined}
                    onMouseDown={header.getResizeHandler()}
                    onTouchStart={header.getResizeHandler()}
                    onDoubleClick={() =>
                      setKept((now) => {
                        const sizes = { ...now.sizes };
                        delete sizes[column.id];
                        return { ...now, sizes };
                      })
                    }
                    aria-hidden="true"
                  />
                </span>
              );
            })}
            <span role="columnheader" aria-label="Columns" style={{ justifySelf: "end" }}>
              <Menu closeOnItemClick={false}>
                <Menu.Target>
                  <IconButton small icon="columns" label="Choose columns" />
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Label>Columns</Menu.Label>
                  {columns.map((column) => (
                    <Menu.Item
                      key={column.id}
                      role="menuitemcheckbox"
                      aria-checked={visibility[column.id]}
                      disabled={column.fixed === true}
                      leftSection={
                        <span style={{ display: "inline-flex", opacity: visibility[column.id] ? 1 : 0 }}>
                          <Icon name="check" />
                        </span>
                      }
                      onClick={() =>
                        setKept((now) => ({
                          ...now,
                          hidden: { ...now.hidden, [column.id]: visibility[column.id] === true },
                        }))
                      }
                    >
                      {column.title}
                    </Menu.Item>
                  ))}
                  <Menu.Divider />
                  <Menu.Item leftSection={<Icon name="undo" />} onClick={() => setKept({ hidden: {}, sizes: {} })}>
                    As they were at first
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </span>
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            const isFocused = key === focused;
            return (
              <div
                key={key}
                role="row"
                data-row={item.index}
                data-index={item.index}
                ref={props.grows ? virtualizer.measureElement : undefined}
                data-key={key}
                data-focused={isFocused || undefined}
                data-fresh={props.fresh?.has(key) || undefined}
                aria-rowindex={item.index + 2}
                aria-selected={selected?.has(key) ?? (isFocused || undefined)}
                aria-label={props.describe(row)}
                tabIndex={isFocused || (focusIndex < 0 && item.index === first) ? 0 : -1}
                className={`${styles.line} ${styles.rowline} ${props.grows ? styles.grows : ""}`}
                style={{
                  ...lineStyle,
                  [props.grows ? "minHeight" : "height"]: rowHeight,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={(event) => {
                  if ((event.target as HTMLElement).closest("a, button, input, label")) return;
                  if (event.shiftKey || event.metaKey || event.ctrlKey) toggle(item.index, event.shiftKey);
                  props.onFocus?.(key);
                }}
                onDoubleClick={(event) => {
                  if (!(event.target as HTMLElement).closest("button, input, label")) props.onOpen?.(row);
                }}
                onKeyDown={(event) => {
                  if (event.target !== event.currentTarget) return;
                  if (event.key === " " && selected) {
                    event.preventDefault();
                    toggle(item.index, event.shiftKey);
                  }
                }}
                onFocus={(event) => {
                  if (event.target === event.currentTarget && !isFocused) props.onFocus?.(key);
                }}
              >
                {selected && (
                  <span role="gridcell">
                    <label className={styles.check}>
                      <input
                        type="checkbox"
                        tabIndex={-1}
                        checked={selected.has(key)}
                        aria-label="Choose"
                        onChange={(event) => toggle(item.index, (event.nativeEvent as MouseEvent).shiftKey)}
                      />
                    </label>
                  </span>
                )}
                {visible.map((column) => {
                  const own = byId.get(column.id);
                  return (
                    <span
                      key={column.id}
                      role="gridcell"
                      className={own?.align === "right" ? `${styles.cell} ${styles.right}` : styles.cell}
                    >
                      {own?.cell(row)}
                    </span>
                  );
                })}
                <span role="gridcell" />
              </div>
            );
          })}
        </div>
      </div>
      {skeleton && (
        <div style={{ padding: "4px var(--gutter)" }} aria-hidden="true">
          {Array.from({ length: 12 }, (_, row) => (
            <div key={row} className="row" style={{ height: rowHeight, gap: 16 }}>
              <Skeleton width={22} height={22} />
              <Skeleton width={`${[18, 24, 20, 15][row % 4]}%`} />
              <Skeleton width={`${[40, 32, 46, 36][row % 4]}%`} />
              <Skeleton width="10%" />
            </div>
          ))}
        </div>
      )}
      {rows.length === 0 && !props.loading && props.empty}
      {rows.length > 0 && <Foot rest={props.rest} all={`That is all: ${count(rows.length)}`} />}
    </div>
  );
}

/** What stands below the last row: that more comes, that it could not be read, or that there is no more. */
function Foot({ rest, all }: { rest: Rest; all?: string }) {
  if (rest.failed) {
    return (
      <div className={styles.foot} role="alert">
        The list could not be read on.
        <Button small icon="refresh" onClick={rest.onRetry}>
          Try again
        </Button>
      </div>
    );
  }
  return <div className={styles.foot}>{rest.loading ? "Loading more" : rest.more ? "" : all}</div>;
}

/** The same rows as cards, for a phone. */
export function CardList<T>({
  label,
  rows,
  rowKey,
  card,
  estimate,
  loading,
  rest,
  onVisible,
  empty,
}: {
  label: string;
  rows: readonly T[];
  rowKey: (row: T) => string;
  card: (row: T) => ReactNode;
  estimate: number;
  loading?: boolean;
  rest: Rest;
  onVisible?: (keys: string[]) => void;
  empty?: ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => (rows[index] ? rowKey(rows[index]) : index),
    overscan: 4,
  });
  const { onEnd } = rest;
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 10) onEnd?.();
  }, [last, rows.length, onEnd]);
  useEffect(() => {
    onVisible?.(rows.slice(first, last + 1).map(rowKey));
  }, [first, last, rows, rowKey, onVisible]);
  const skeleton = useLasting(loading === true && rows.length === 0);
  return (
    <div className={styles.scroll} ref={scroller} tabIndex={0} role="region" aria-label={label}>
      <ul className={styles.cards} style={{ height: virtualizer.getTotalSize() }} aria-label={label}>
        {items.map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <li
              key={item.key}
              data-index={item.index}
              ref={virtualizer.measureElement}
              className={styles.card}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {card(row)}
            </li>
          );
        })}
      </ul>
      {skeleton && (
        <div className="stack" style={{ padding: 16 }} aria-hidden="true">
          {Array.from({ length: 6 }, (_, row) => (
            <Skeleton key={row} height={72} />
          ))}
        </div>
      )}
      {rows.length === 0 && !loading && empty}
      {rows.length > 0 && (rest.loading || rest.failed) && <Foot rest={rest} />}
    </div>
  );
}
