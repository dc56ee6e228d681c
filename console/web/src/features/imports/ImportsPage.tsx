import { Autocomplete } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { Import, Source } from "@/api/types";
import { bytes, count, wholePercent } from "@/shared/format/numbers";
import { sentence } from "@/shared/format/words";
import { get, isProblem, upload } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { useRest } from "@/shared/http/rest";
import { shownText } from "@/shared/persons/persons";
import { useMay, useNames } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Bar, Tag, Time } from "@/shared/ui/marks";
import { Page, Section } from "@/shared/ui/Page";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { BUSY, importsQuery, STATUS_OF_IMPORT } from "./api";
import styles from "./Imports.module.css";

export function ImportsPage() {
  const mayWrite = useMay("imports:write");
  return (
    <Page title="Import" question="How do I get my list in safely?">
      {mayWrite && <Upload />}
      <History />
    </Page>
  );
}

function Upload() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const maySources = useMay("sources:read");
  const sources = useQuery({
    queryKey: ["sources"],
    queryFn: ({ signal }) => get<{ sources: Source[] }>("/v1/sources", { signal }),
    enabled: maySources,
  });
  const [over, setOver] = useState(false);
  const [source, setSource] = useState("");
  const [file, setFile] = useState<File | undefined>();
  const [sent, setSent] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | undefined>(undefined);

  const send = useMutation({
    mutationFn: (chosen: File) => {
      stop.current = new AbortController();
      setSent(0);
      return upload<Import>("/v1/imports", chosen, {
        query: { file: chosen.name, source: source.trim() },
        signal: stop.current.signal,
        onProgress: setSent,
      });
    },
    onSuccess: async (made) => {
      client.setQueryData(["import", made.id], made);
      void client.invalidateQueries({ queryKey: ["imports"] });
      await navigate({ to: "/import/$id", params: { id: made.id } });
    },
  });
  const onFile = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    send.mutate(chosen);
  };
  const stopped = send.error instanceof DOMException;

  return (
    <div
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!send.isPending) onFile(event.dataTransfer.files[0]);
      }}
    >
      {send.isPending && file ? (
        <div className={`${styles.uploading} stack tight`}>
          <p className="wrap" role="status">
            {shownText(file.name)} is on its way: {bytes(sent * file.size)} of {bytes(file.size)}
            {sent === 1 && ". The columns are being looked at"}
          </p>
          <Bar fraction={sent} label="Uploaded" />
          <div>
            <Button small kind="plain" onClick={() => stop.current?.abort()}>
              Stop
            </Button>
          </div>
        </div>
      ) : (
        <>
          <h2>Drop a list here</h2>
          <p>
            CSV, Excel or JSON lines, of any size, as it comes out of your system. Nothing is imported before you have
            seen what would happen, and every import can be taken back.
          </p>
          {send.isError && !stopped && (
            <Note kind="bad" role="alert">
              {isProblem(send.error)
                ? `${send.error.kind === "offline" ? send.error.title + ". " : ""}${send.error.detail}`
                : "The file could not be sent. Try again."}
            </Note>
          )}
          <div className="row wide" style={{ justifyContent: "center", marginTop: 8, alignItems: "flex-end" }}>
            <Autocomplete
              label="Where is it from?"
              placeholder="Name of the file, if left empty"
              data={(sources.data?.sources ?? []).map((one) => one.name)}
              value={source}
              onChange={setSource}
              maxLength={100}
              w={260}
              styles={{ root: { textAlign: "start" } }}
            />
            <Button kind="main" icon="file" onClick={() => input.current?.click()}>
              Choose a file
            </Button>
          </div>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="File to import"
            accept=".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.gz"
            onChange={(event) => {
              onFile(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </>
      )}
    </div>
  );
}

function History() {
  const navigate = useNavigate();
  const names = useNames();
  const list = useInfiniteQuery(importsQuery);
  const rest = useRest(list);
  const imports = list.data?.pages.flatMap((page) => page.imports) ?? [];
  if (unavailable(list)) return <Failure error={list.error} what="The history" onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Loading />;
  return (
    <Section title="History" says="Each import with what it did; open one to take it back.">
      <Table
        label="Imports"
        rows={imports}
        rowKey={(one) => one.id}
        empty="Nothing was imported yet. Begin with past leads and what became of them: ProX learns from those."
        onRow={(one) => void navigate({ to: "/import/$id", params: { id: one.id } })}
        columns={[
          {
            title: "File",
            minWidth: 180,
            cell: (one) => (
              <span className="row" style={{ alignItems: "flex-start" }}>
                <span className="faint" style={{ marginTop: 2 }}>
                  <Icon name="file" />
                </span>
                <span>
                  <Link to="/import/$id" params={{ id: one.id }}>
                    {shownText(one.file)}
                  </Link>
                  <span className="small faint" style={{ display: "block" }}>
                    {bytes(one.bytes)} from {shownText(one.source)}
                  </span>
                </span>
              </span>
            ),
          },
          { title: "State", tight: true, cell: (one) => <ImportState one={one} /> },
          { title: "New", tight: true, align: "right", cell: (one) => (one.result ? count(one.result.created) : "–") },
          {
            title: "Changed",
            tight: true,
            align: "right",
            cell: (one) => (one.result ? count(one.result.changed) : "–"),
          },
          {
            title: "Same",
            tight: true,
            align: "right",
            cell: (one) => (one.result ? count(one.result.unchanged) : "–"),
          },
          {
            title: "Refused",
            tight: true,
            align: "right",
            cell: (one) => (one.result ? count(one.result.refused) : "–"),
          },
          { title: "By", tight: true, cell: (one) => sentence(shownText(names(one.createdBy))) },
          { title: "When", tight: true, cell: (one) => <Time at={one.createdAt} /> },
        ]}
      />
      {rest.more && (
        <div className="row wide">
          <Button busy={rest.loading} onClick={rest.onRetry}>
            Earlier imports
          </Button>
          {rest.failed && <span role="alert">They could not be read. Try again.</span>}
        </div>
      )}
    </Section>
  );
}

export function ImportState({ one }: { one: Import }) {
  const words = STATUS_OF_IMPORT[one.status] ?? one.status;
  if (BUSY.includes(one.status)) {
    return (
      <span style={{ display: "grid", gap: 4, minWidth: 110 }}>
        {words}, {wholePercent(one.progress.fraction)}
        <Bar fraction={one.progress.fraction} label={words} />
      </span>
    );
  }
  const kind =
    one.status === "done"
      ? "good"
      : one.status === "failed"
        ? "bad"
        : one.status === "mapping" || one.status === "checked"
          ? "accent"
          : undefined;
  return <Tag kind={kind}>{words}</Tag>;
}
