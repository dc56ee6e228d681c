import { Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { DateOrder, Import, ImportColumn, OutcomeWords } from "@/api/types";
import { bytes, count, plural, wholePercent } from "@/shared/format/numbers";
import { day, duration } from "@/shared/format/times";
import { isProblem, post, put, remove } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { useMay, useNames } from "@/shared/session/session";
import { Button, ButtonLink } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Bar, Time } from "@/shared/ui/marks";
import { Page } from "@/shared/ui/Page";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { toast } from "@/shared/ui/toasts";
import { importQuery } from "./api";
import { Counts } from "./Counts";
import { clashes, FIELD_GROUPS, missingIdentity, withMeaning, type Meaning } from "./fields";
import styles from "./Imports.module.css";
import { ImportState } from "./ImportsPage";

const SAVE_MS = 500;

export function ImportPage() {
  const { id } = useParams({ from: "/app/import/$id" });
  const one = useQuery(importQuery(id));
  const names = useNames();
  if (one.isError && !one.data)
    return <Failure error={one.error} what="The import" onRetry={() => void one.refetch()} />;
  if (!one.data) {
    return (
      <Page title="Import">
        <Loading rows={10} />
      </Page>
    );
  }
  const { data } = one;
  return (
    <Page
      title={shownText(data.file)}
      tag={<ImportState one={data} />}
      question={
        <>
          From {shownText(data.source)}, brought by {shownText(names(data.createdBy))} <Time at={data.createdAt} />.{" "}
          <Link to="/import">All imports</Link>
        </>
      }
      acts={<Acts one={data} />}
    >
      <div className={styles.steps}>
        <FileStep one={data} />
        <ColumnsStep key={data.id} one={data} />
        <CheckStep one={data} />
      </div>
    </Page>
  );
}

function Step({
  number,
  title,
  state,
  children,
}: {
  number: number;
  title: string;
  state: "done" | "now" | "later";
  children: ReactNode;
}) {
  return (
    <section className={styles.step} aria-label={title}>
      <span className={styles.number} data-state={state} aria-hidden="true">
        {state === "done" ? <Icon name="check" /> : number}
      </span>
      <div className={styles.content}>
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}

function FileStep({ one }: { one: Import }) {
  return (
    <Step number={1} title="File" state={one.status === "failed" && !one.check ? "now" : "done"}>
      <p className="quiet wrap">
        {bytes(one.bytes)}
        {one.format?.rows !== undefined && `, ${plural(one.format.rows, "row")}`}.{" "}
        {one.format && `${shownText(one.format.words)}. `}
        <Kept one={one} />
      </p>
      {one.problem && (
        <Note kind="bad" role="alert">
          {shownText(one.problem.detail)}
        </Note>
      )}
    </Step>
  );
}

const hasRefused = ({ result }: Import) => result !== undefined && result.refused + result.conflicts > 0;

/** What of the file is still there, and for how long. */
function Kept({ one }: { one: Import }) {
  if (one.forgottenAt) return <>The file and its refused rows are forgotten.</>;
  const until = one.keptUntil && <time dateTime={one.keptUntil}>{day(one.keptUntil)}</time>;
  if (!one.fileGoneAt) return <>It is kept, encrypted, until its rows are in; at most until {until}.</>;
  return hasRefused(one) ? (
    <>The file itself is gone, since its rows are in. Its refused rows are kept until {until}.</>
  ) : (
    <>The file itself is gone, since its rows are in.</>
  );
}

function useAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: "check" | "start" | "cancel" | "undo") =>
      post<Import>(`/v1/imports/${encodeURIComponent(id)}/${act}`),
    onSuccess: (next) => {
      client.setQueryData(["import", id], next);
      void client.invalidateQueries({ queryKey: ["imports"] });
    },
    onError: (error) => toast(isProblem(error) ? error.detail : "That did not work. Try again.", { kind: "failed" }),
  });
}

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

function ColumnsStep({ one }: { one: Import }) {
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

function CheckStep({ one }: { one: Import }) {
  const may = useMay("imports:write");
  const mayPersonal = useMay("personal:read");
  const act = useAct(one.id);
  const refused = mayPersonal && !one.forgottenAt ? `/v1/imports/${encodeURIComponent(one.id)}/refused.csv` : undefined;
  const busy = one.status === "checking" || one.status === "running" || one.status === "undoing";
  const imported = one.result !== undefined;
  const state =
    one.status === "done" || one.status === "undone"
      ? "done"
      : one.status === "mapping" || one.status === "failed"
        ? "later"
        : "now";
  const stored = (one.check?.created ?? 0) + (one.check?.changed ?? 0);
  return (
    <Step number={3} title={imported ? "What it did" : "What it would do"} state={state}>
      {one.status === "mapping" && (
        <p className="quiet">Check first: you see how many leads would be new, changed or refused, and why.</p>
      )}
      {busy && (
        <div className={styles.progress} role="status">
          <p>
            {shownText(one.progress.stage)}: {count(one.progress.rows)} rows, {wholePercent(one.progress.fraction)}
          </p>
          <Bar fraction={one.progress.fraction} label={one.progress.stage} />
          {may && one.status !== "undoing" && (
            <div>
              <Button small onClick={() => act.mutate("cancel")}>
                Cancel
              </Button>
            </div>
          )}
        </div>
      )}
      {one.status === "undone" && <Note>This import was taken back. The leads are as they were before it.</Note>}
      {one.status === "cancelled" && (
        <Note>
          Cancelled
          {one.endedAt ? (
            <>
              , <Time at={one.endedAt} />
            </>
          ) : (
            ""
          )}
          .
        </Note>
      )}
      {!busy && one.result ? (
        <Counts counts={one.result} would={false} refused={refused} />
      ) : (
        !busy && one.check && one.status === "checked" && <Counts counts={one.check} would refused={refused} />
      )}
      {one.status === "checked" && may && (
        <div className="row wide">
          <Button
            kind="main"
            icon="import"
            busy={act.isPending}
            onClick={() => act.mutate("start")}
            disabled={stored === 0}
          >
            {stored === 0 ? "There is nothing to import" : `Import ${plural(stored, "lead")}`}
          </Button>
          <span className="quiet">You can take it back afterwards.</span>
        </div>
      )}
      {one.status === "done" && (
        <div className="row wide">
          <ButtonLink to="/leads" search={{ source: one.source, sort: "created" }} icon="leads">
            See these leads
          </ButtonLink>
          {one.startedAt && one.endedAt && (
            <span className="faint small">
              It took {duration(Date.parse(one.endedAt) - Date.parse(one.startedAt))}.
            </span>
          )}
        </div>
      )}
    </Step>
  );
}

/** Whether something of the file is left that a person may want to be gone. */
function isForgettable(one: Import): boolean {
  const busy = ["checking", "running", "undoing"].includes(one.status);
  return !busy && !one.forgottenAt && (!one.fileGoneAt || hasRefused(one));
}

function Acts({ one }: { one: Import }) {
  const may = useMay("imports:write");
  const act = useAct(one.id);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const forget = useMutation({
    mutationFn: () => remove(`/v1/imports/${encodeURIComponent(one.id)}`),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: ["imports"] });
      if (one.result) await client.invalidateQueries({ queryKey: ["import", one.id] });
      else await navigate({ to: "/import" });
      toast(one.fileGoneAt ? "The refused rows are forgotten" : "The file is forgotten");
    },
    onError: (error) => toast(isProblem(error) ? error.detail : "The file was not forgotten.", { kind: "failed" }),
  });
  if (!may) return null;
  return (
    <>
      {one.status === "done" && (
        <Button icon="undo" onClick={() => setAsking(true)}>
          Take it back
        </Button>
      )}
      {isForgettable(one) && (
        <Button icon="trash" busy={forget.isPending} onClick={() => forget.mutate()}>
          {one.fileGoneAt ? "Forget the refused rows" : "Forget the file"}
        </Button>
      )}
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title="Take this import back?"
        size={440}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <div className="stack">
          <p>
            {plural(
              one.result?.created ?? 0,
              "lead that only this file knows goes",
              "leads that only this file knows go",
            )}
            , and {plural(one.result?.changed ?? 0, "changed one goes", "changed ones go")} back to what was known
            before. What other sources said since then stays. To have it again, import the file once more.
          </p>
          <div className="row" style={{ justifyContent: "flex-end" }}>
            <Button kind="plain" onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button
              kind="main"
              icon="undo"
              data-autofocus
              onClick={() => {
                setAsking(false);
                act.mutate("undo");
              }}
            >
              Take it back
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
