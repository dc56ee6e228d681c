import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { DateOrder, Import, ImportColumn, OutcomeWords } from "@/api/types";
import { plural, wholePercent } from "@/shared/format/numbers";
import { isProblem, put } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { useAct } from "./api";
import { clashes, FIELD_GROUPS, missingIdentity, withMeaning, type Meaning } from "./fields";
import styles from "./Imports.module.css";
import { Step } from "./Step";

const SAVE_MS = 500;
const CHANGEABLE = ["mapping", "checked"];

/** Cells of the file are shown as long as it is there. */
const SAMPLES = {
  title: "Samples",
  minWidth: 160,
  cell: (column: ImportColumn) => (
    <span className={styles.samples}>
      {column.samples.slice(0, 3).map((sample, index) => (
        <span key={index} title={shownText(sample)}>
          <bdi>{shownText(sample)}</bdi>
        </span>
      ))}
    </span>
  ),
};

/** What the columns of the file are, to be looked at and corrected. */
export function ColumnsStep({ one }: { one: Import }) {
  const may = useMay("imports:write");
  const client = useQueryClient();
  const [columns, setColumns] = useState(one.mapping?.columns ?? []);
  const [outcome, setOutcome] = useState<OutcomeWords | undefined>(one.mapping?.outcome);
  const [writing, setWriting] = useState<Writing>({
    dateOrder: one.mapping?.dateOrder,
    currency: one.mapping?.currency,
  });
  const [changed, setChanged] = useState(false);
  const editable = may && CHANGEABLE.includes(one.status);
  const found = clashes(columns);
  const nobody = missingIdentity(columns);

  const save = useMutation({
    mutationFn: (mapping: { columns: ImportColumn[]; outcome: OutcomeWords | undefined; writing: Writing }) =>
      put<Import>(`/v1/imports/${encodeURIComponent(one.id)}/mapping`, {
        columns: mapping.columns.map(({ column, field, name }) => ({
          column,
          field,
          ...(field === "own" && name ? { name } : {}),
        })),
        // What values mean is said of the outcome's column alone.
        ...(mapping.outcome && mapping.columns.some(({ field }) => field === "outcome")
          ? { outcome: mapping.outcome }
          : {}),
        ...(mapping.writing.dateOrder ? { dateOrder: mapping.writing.dateOrder } : {}),
        ...(mapping.writing.currency ? { currency: mapping.writing.currency } : {}),
      }),
    onSuccess: (next) => {
      setChanged(false);
      client.setQueryData(["import", one.id], next);
      if (next.mapping?.outcome && !outcome) setOutcome(next.mapping.outcome);
    },
  });
  const { mutate } = save;
  const clash = found.size > 0;
  useEffect(() => {
    if (!changed || clash) return;
    const timer = setTimeout(() => mutate({ columns, outcome, writing }), SAVE_MS);
    return () => clearTimeout(timer);
  }, [changed, clash, columns, outcome, writing, mutate]);
  useEffect(() => {
    if (!changed) return;
    // What was typed a moment ago may not have reached the server yet.
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", onLeave);
    return () => window.removeEventListener("beforeunload", onLeave);
  }, [changed]);

  const set = (column: string, change: Partial<ImportColumn>) => {
    setColumns((now) => now.map((other) => (other.column === column ? { ...other, ...change } : other)));
    setChanged(true);
  };
  const warnings = columns.filter((column) => column.warning).length;
  const hasOutcome = columns.some((column) => column.field === "outcome");
  const state = one.status === "mapping" ? "now" : one.status === "failed" && !one.check ? "later" : "done";

  return (
    <Step number={2} title="Columns" state={state}>
      <p className="quiet">
        What each column was taken for, and why.{" "}
        {editable ? "Change what is wrong; your choice is remembered for this source." : ""}
        {editable && warnings > 0 && ` ${plural(warnings, "column needs", "columns need")} a look.`}
      </p>
      {save.isError && (
        <Note kind="bad" role="alert">
          {isProblem(save.error)
            ? [save.error.detail, ...save.error.errors.map((error) => error.detail)].join(" ")
            : "The columns were not saved."}
        </Note>
      )}
      {nobody && (
        <Note kind="caution">
          No column is an e-mail address or an external ID. One of them is needed, so that a lead is known again when it
          comes a second time.
        </Note>
      )}
      <Folded
        folded={!editable}
        says={`${plural(columns.length, "column")}${warnings > 0 ? `, ${warnings} with a warning` : ""}`}
      >
        <Table
          label="Columns of the file"
          top
          rows={columns}
          rowKey={(column) => column.column}
          columns={[
            {
              title: "Column",
              minWidth: 130,
              cell: (column) => (
                <>
                  <b className="wrap">{shownText(column.column)}</b>
                  {column.missing > 0.005 && <div className="small faint">empty in {wholePercent(column.missing)}</div>}
                </>
              ),
            },
            ...(columns.some(({ samples }) => samples.length > 0) ? [SAMPLES] : []),
            {
              title: "Is",
              minWidth: 200,
              cell: (column) => (
                <>
                  <select
                    className={styles.native}
                    aria-label={`What ${shownText(column.column)} is`}
                    aria-invalid={found.has(column.column) || undefined}
                    disabled={!editable}
                    data-quiet={column.field === "skip"}
                    value={column.field}
                    onChange={(event) => set(column.column, { field: event.target.value })}
                  >
                    {FIELD_GROUPS.map(({ group, fields }) => (
                      <optgroup key={group} label={group}>
                        {fields.map(([field, words]) => (
                          <option key={field} value={field}>
                            {words}
                          </option>
                        ))}
                      </optgroup>
                    ))}
                  </select>
                  {column.field === "own" && editable && (
                    <input
                      className={styles.name}
                      aria-label={`Name for ${shownText(column.column)}`}
                      placeholder={shownText(column.column)}
                      maxLength={100}
                      value={column.name ?? ""}
                      onChange={(event) => set(column.column, { name: event.target.value })}
                    />
                  )}
                  {found.has(column.column) && (
                    <div className={styles.warning} role="alert">
                      <Icon name="alert" size={14} /> {found.get(column.column)}
                    </div>
                  )}
                </>
              ),
            },
            {
              title: "Why",
              minWidth: 200,
              cell: (column) => (
                <>
                  <span className={styles.why}>{shownText(column.reason)}</span>
                  {column.warning && (
                    <div className={styles.warning}>
                      <Icon name="alert" size={14} /> <span>{shownText(column.warning)}</span>
                    </div>
                  )}
                </>
              ),
            },
          ]}
        />
        {hasOutcome && outcome && (
          <Outcomes
            outcome={outcome}
            editable={editable}
            onChange={(next) => {
              setOutcome(next);
              setChanged(true);
            }}
          />
        )}
        <HowItIsWritten
          writing={writing}
          amounts={columns.some(({ field }) => field === "value")}
          editable={editable}
          onChange={(next) => {
            setWriting(next);
            setChanged(true);
          }}
        />
      </Folded>
      {editable && <CheckButton one={one} saving={changed || save.isPending} blocked={clash || nobody} />}
    </Step>
  );
}

/** What was decided before stands aside once it is only history. */
function Folded({ folded, says, children }: { folded: boolean; says: string; children: ReactNode }) {
  if (!folded) return <>{children}</>;
  return (
    <details>
      <summary style={{ cursor: "pointer", padding: "4px 0" }}>{says}</summary>
      <div className="stack" style={{ paddingTop: 8 }}>
        {children}
      </div>
    </details>
  );
}

const MEANINGS: [Meaning, string][] = [
  ["won", "Converted"],
  ["lost", "Not converted"],
  ["open", "Still open"],
];

function Outcomes({
  outcome,
  editable,
  onChange,
}: {
  outcome: OutcomeWords;
  editable: boolean;
  onChange: (next: OutcomeWords) => void;
}) {
  const values = MEANINGS.flatMap(([meaning]) => outcome[meaning].map((value) => [value, meaning] as const));
  // In one order, wherever a value is moved to.
  values.sort(([a], [b]) => a.localeCompare(b));
  return (
    <div className="stack tight">
      <h3>What the outcomes mean</h3>
      <div className={styles.outcomes}>
        {values.map(([value, meaning]) => (
          <label key={value}>
            <span className="wrap">{shownText(value)}</span>
            <select
              className={styles.native}
              disabled={!editable}
              value={meaning}
              onChange={(event) => onChange(withMeaning(outcome, value, event.target.value as Meaning))}
            >
              {MEANINGS.map(([one, words]) => (
                <option key={one} value={one}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </div>
  );
}

/** What cells leave open: whether days or months come first, and the currency of bare amounts. */
type Writing = { dateOrder: DateOrder | undefined; currency: string | undefined };

function HowItIsWritten({
  writing,
  amounts,
  editable,
  onChange,
}: {
  writing: Writing;
  amounts: boolean;
  editable: boolean;
  onChange: (next: Writing) => void;
}) {
  const [currency, setCurrency] = useState(writing.currency ?? "");
  if (writing.dateOrder === undefined && !amounts) return null;
  return (
    <div className="stack tight">
      <h3>How it is written</h3>
      <div className={styles.written}>
        {writing.dateOrder !== undefined && (
          <label>
            <span>03/04/2026 is</span>
            <select
              className={styles.native}
              disabled={!editable}
              value={writing.dateOrder}
              onChange={(event) => onChange({ ...writing, dateOrder: event.target.value as DateOrder })}
            >
              <option value="day-month-year">3 April: the day comes first</option>
              <option value="month-day-year">March 4: the month comes first</option>
            </select>
          </label>
        )}
        {amounts && (
          <label>
            <span>An amount that names no currency is in</span>
            <input
              className={styles.currency}
              disabled={!editable}
              aria-invalid={CURRENCY.test(currency) ? undefined : true}
              maxLength={3}
              value={currency}
              onChange={(event) => {
                const code = event.target.value.toUpperCase();
                setCurrency(code);
                if (CURRENCY.test(code)) onChange({ ...writing, currency: code });
              }}
            />
          </label>
        )}
      </div>
    </div>
  );
}

/** A code of ISO 4217. */
const CURRENCY = /^[A-Z]{3}$/;

function CheckButton({ one, saving, blocked }: { one: Import; saving: boolean; blocked: boolean }) {
  const act = useAct(one.id);
  const wanted = useRef(false);
  const { mutate } = act;
  useEffect(() => {
    if (wanted.current && !saving) {
      wanted.current = false;
      mutate("check");
    }
  }, [saving, mutate]);
  return (
    <div className="row">
      <Button
        kind={one.status === "mapping" ? "main" : "usual"}
        icon="search"
        busy={act.isPending}
        disabled={blocked}
        onClick={() => {
          if (saving) wanted.current = true;
          else mutate("check");
        }}
      >
        {one.status === "checked" ? "Check again" : "Check without importing"}
      </Button>
      <span className="small faint" role="status">
        {saving ? "Saving" : ""}
      </span>
    </div>
  );
}
