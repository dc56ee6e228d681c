import type { ReactNode } from "react";
import styles from "./Table.module.css";

export type Column<T> = {
  title: ReactNode;
  /** For screen readers, where the title is empty. */
  label?: string;
  cell: (row: T) => ReactNode;
  align?: "right";
  tight?: boolean;
  minWidth?: number;
};

/** A table of some tens of rows; for thousands there is the Grid. */
export function Table<T>({
  label,
  columns,
  rows,
  rowKey,
  top,
  onRow,
  empty,
}: {
  label: string;
  columns: Column<T>[];
  rows: readonly T[];
  rowKey: (row: T, index: number) => string | number;
  /** Cells of several lines: align them at the top. */
  top?: boolean;
  onRow?: (row: T) => void;
  empty?: ReactNode;
}) {
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={top ? `${styles.table} ${styles.top}` : styles.table}>
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={index}
                scope="col"
                className={[column.align === "right" && styles.right, column.tight && styles.tight]
                  .filter(Boolean)
                  .join(" ")}
                style={column.minWidth ? { minWidth: column.minWidth } : undefined}
              >
                {column.title}
                {column.label && <span className="unseen">{column.label}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={rowKey(row, index)}
              className={onRow ? styles.clickable : undefined}
              onClick={
                onRow &&
                ((event) => {
                  if (!(event.target as HTMLElement).closest("a, button, input, label")) onRow(row);
                })
              }
            >
              {columns.map((column, at) => (
                <td
                  key={at}
                  className={[column.align === "right" && styles.right, column.tight && styles.tight]
                    .filter(Boolean)
                    .join(" ")}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && empty && (
            <tr>
              <td colSpan={columns.length} className="quiet">
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
