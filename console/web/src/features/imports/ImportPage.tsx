import { Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Import } from "@/api/types";
import { bytes, count, plural, wholePercent } from "@/shared/format/numbers";
import { day, duration } from "@/shared/format/times";
import { isProblem, remove } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { shownText } from "@/shared/persons/persons";
import { useMay, useNames } from "@/shared/session/session";
import { Button, ButtonLink } from "@/shared/ui/Button";
import { Bar, Time } from "@/shared/ui/marks";
import { Page } from "@/shared/ui/Page";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { toast } from "@/shared/ui/toasts";
import { importQuery, useAct } from "./api";
import { ColumnsStep } from "./ColumnsStep";
import { Counts } from "./Counts";
import styles from "./Imports.module.css";
import { ImportState } from "./ImportsPage";
import { Step } from "./Step";

export function ImportPage() {
  const { id } = useParams({ from: "/app/import/$id" });
  const one = useQuery(importQuery(id));
  const names = useNames();
  if (unavailable(one)) return <Failure error={one.error} what="The import" onRetry={() => void one.refetch()} />;
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

function FileStep({ one }: { one: Import }) {
  return (
    <Step number={1} title="File" state={one.status === "failed" && !one.check ? "now" : "done"}>
      <p className="quiet wrap">
        {bytes(one.bytes)}
        {one.format && `, ${plural(one.format.rows, "row")}`}. {one.format && `${shownText(one.format.words)}. `}
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
