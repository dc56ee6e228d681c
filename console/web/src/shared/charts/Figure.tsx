import { useId, useState, type ReactNode } from "react";
import { IconButton } from "@/shared/ui/Button";
import { csvOf, saveText, type Rows } from "./csv";
import styles from "./Figure.module.css";

/** A chart with what it says in words, the table behind it, and that table as a file. */
export function Figure({
  title,
  says,
  note,
  table,
  file,
  level = 3,
  acts,
  children,
}: {
  title: string;
  says?: ReactNode;
  /** What a band means, how many there are, as of when. */
  note?: ReactNode;
  table: Rows;
  /** Name of the file without its ending. */
  file: string;
  level?: 2 | 3;
  acts?: ReactNode;
  children: ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <div className={styles.head}>
        <div>
          <Heading id={id}>{title}</Heading>
          {says && <p>{says}</p>}
        </div>
        <div className={`${styles.tools} no-print`}>
          {acts}
          <IconButton
            small
            icon={asTable ? "chart" : "table"}
            label={asTable ? `${title} as a chart` : `${title} as a table`}
            onClick={() => setAsTable((now) => !now)}
          />
          <IconButton
            small
            icon="download"
            label={`${title} as CSV`}
            onClick={() => saveText(`${file}.csv`, csvOf(table), "text/csv")}
          />
        </div>
      </div>
      {asTable ? (
        <div className={styles.table} tabIndex={0} role="region" aria-label={`${title}, table`}>
          <table>
            <thead>
              <tr>
                {table.titles.map((one) => (
                  <th key={one} scope="col">
                    {one}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <td key={at}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        children
      )}
      {note && <figcaption className={styles.note}>{note}</figcaption>}
    </figure>
  );
}
