import type { ImportCounts } from "@/api/types";
import { count, plural } from "@/shared/format/numbers";
import { useDownload } from "@/shared/http/downloads";
import { shownText } from "@/shared/persons/persons";
import { Button } from "@/shared/ui/Button";
import { Table } from "@/shared/ui/Table";
import styles from "./Imports.module.css";

/** What a file does, or would do, to the leads. */
export function Counts({
  counts,
  would,
  refused,
}: {
  counts: ImportCounts;
  would: boolean;
  /** Where the refused rows are, for those who may see them. */
  refused: string | undefined;
}) {
  const saving = useDownload("refused.csv");
  const parts: [string, number, string][] = [
    [would ? "would be new" : "new leads", counts.created, "var(--grade-a)"],
    [would ? "would change" : "changed", counts.changed, "var(--grade-b)"],
    ["the same as before", counts.unchanged, "var(--grade-c)"],
    ["refused", counts.refused, "var(--lowers)"],
    ["in conflict", counts.conflicts, "var(--caution-line)"],
  ];
  return (
    <div className="stack">
      <div className={styles.bar} aria-hidden="true">
        {parts
          .filter(([, number]) => number > 0)
          .map(([words, number, colour]) => (
            <span key={words} style={{ flex: `${number} 0 0`, background: colour }} />
          ))}
      </div>
      <div className={styles.counts}>
        {parts.map(([words, number, colour]) => (
          <div key={words}>
            <b>{count(number)}</b>
            <span className="row" style={{ gap: 6 }}>
              <span
                aria-hidden="true"
                style={{ width: 8, height: 8, borderRadius: 2, background: colour, flex: "none" }}
              />
              {words}
            </span>
          </div>
        ))}
        <div>
          <b>{count(counts.rows)}</b>
          <span>rows in all</span>
        </div>
      </div>
      {counts.duplicates > 0 && (
        <p className="quiet">
          {plural(counts.duplicates, "row speaks", "rows speak")} of a lead that an earlier row spoke of; each lead
          counts once.
          {counts.duplicateLines.length > 0 && (
            <>
              {" "}
              {counts.duplicates === 1 ? "Line" : "Lines"}{" "}
              <span className="num">{counts.duplicateLines.map((line) => count(line)).join(", ")}</span>
              {counts.duplicates > counts.duplicateLines.length && " …"}
            </>
          )}
        </p>
      )}
      {counts.reasons.length > 0 && (
        <>
          <Table
            label="Why rows were refused"
            top
            rows={counts.reasons}
            rowKey={(reason) => reason.detail}
            columns={[
              { title: "Why", minWidth: 240, cell: (reason) => shownText(reason.detail) },
              { title: "Rows", tight: true, align: "right", cell: (reason) => count(reason.rows) },
              {
                title: "Lines",
                minWidth: 120,
                cell: (reason) => (
                  <span className="num">
                    {reason.lines.map((line) => count(line)).join(", ")}
                    {reason.rows > reason.lines.length && " …"}
                  </span>
                ),
              },
            ]}
          />
          {refused && (
            <div>
              <Button icon="download" busy={saving.isPending} onClick={() => saving.mutate({ path: refused })}>
                All refused rows with their reasons
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
