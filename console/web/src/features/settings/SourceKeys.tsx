import { Checkbox, Modal, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { EventBooks, MadeWriteKey, Source, TrackerInfo, WriteKey } from "@/api/types";
import { get, isProblem, post, remove } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Copy } from "@/shared/ui/Copy";
import { Icon } from "@/shared/ui/Icon";
import { Tag, Time } from "@/shared/ui/marks";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { toast } from "@/shared/ui/toasts";
import { pageSnippet, seenWords, serverSnippet } from "./install";
import styles from "./Settings.module.css";

const LOOK_MS = 2_000;
const keysPath = (source: string) => `/v1/sources/${encodeURIComponent(source)}/keys`;

/** The keys by which a source sends events, and how a page or a server is set up with them. */
export function SourceKeys({ source, onClose }: { source: Source | undefined; onClose: () => void }) {
  return (
    <Modal
      opened={source !== undefined}
      onClose={onClose}
      title={source ? `Events from ${shownText(source.name)}` : ""}
      size={720}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {source && <Keys key={source.id} source={source} />}
    </Modal>
  );
}

function Keys({ source }: { source: Source }) {
  const client = useQueryClient();
  const may = useMay("sources:write");
  const [secret, setSecret] = useState<string | undefined>();
  const keys = useQuery({
    queryKey: ["source-keys", source.id],
    queryFn: ({ signal }) => get<{ keys: WriteKey[] }>(keysPath(source.id), { signal }),
  });
  const again = () => void client.invalidateQueries({ queryKey: ["source-keys", source.id] });
  const failed = (error: unknown) => {
    if (!isProblem(error, "confirm-password"))
      toast(isProblem(error) ? error.detail : "The key was not changed.", { kind: "failed" });
  };
  const make = useMutation({
    mutationFn: (channel: "browser" | "server") => post<MadeWriteKey>(keysPath(source.id), { channel }),
    onSuccess: (made) => {
      setSecret(made.key.channel === "server" ? made.secret : undefined);
      again();
    },
    onError: failed,
  });
  const revoke = useMutation({
    mutationFn: (key: WriteKey) => remove(`${keysPath(source.id)}/${encodeURIComponent(key.id)}`),
    onSuccess: () => {
      toast("The key no longer works");
      again();
    },
    onError: failed,
  });
  if (keys.isError && !keys.data)
    return <Failure error={keys.error} what="The keys" onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <Loading rows={4} />;
  const working = keys.data.keys.filter((key) => key.revokedAt === undefined);
  const browser = working.find((key) => key.channel === "browser");
  const server = working.find((key) => key.channel === "server");
  return (
    <div className="stack">
      <p className="quiet wrap">
        A key for pages is public: it says what is done, and never proves who somebody is. A key for servers is secret,
        and proves it.
      </p>
      <Table
        label="Keys of this source"
        rows={keys.data.keys}
        rowKey={(key) => key.id}
        empty="There are none yet."
        columns={[
          { title: "For", tight: true, cell: (key) => (key.channel === "browser" ? "Pages" : "Servers") },
          {
            title: "Key",
            minWidth: 160,
            cell: (key) => (
              <span className="mono wrap">{key.channel === "browser" ? key.shown : `…${shownText(key.shown)}`}</span>
            ),
          },
          { title: "Made", tight: true, cell: (key) => <Time at={key.createdAt} /> },
          {
            title: "",
            label: "Acts",
            tight: true,
            cell: (key) =>
              key.revokedAt !== undefined ? (
                <Tag>Revoked</Tag>
              ) : (
                may && (
                  <Button small busy={revoke.isPending} onClick={() => revoke.mutate(key)}>
                    Revoke
                  </Button>
                )
              ),
          },
        ]}
      />
      {may && (
        <div className="row wide">
          <Button
            icon="plus"
            kind={browser ? "usual" : "main"}
            busy={make.isPending}
            onClick={() => make.mutate("browser")}
          >
            Key for pages
          </Button>
          <Button icon="plus" busy={make.isPending} onClick={() => make.mutate("server")}>
            Key for servers
          </Button>
        </div>
      )}
      {secret !== undefined && (
        <>
          <Note kind="caution">Copy it now: it is shown once, and kept nowhere in a form that can be read.</Note>
          <Copy text={secret} block />
        </>
      )}
      {browser && <Install source={source.id} writeKey={browser.shown} />}
      {server && (
        <section className="stack tight" aria-label="From a server">
          <h3>From a server</h3>
          <p className="quiet wrap">
            Segment's libraries work as they are: give them this address as their host, and the key as their write key.
          </p>
          <pre className={styles.snippet} tabIndex={0} aria-label="An example">
            {serverSnippet(window.location.origin)}
          </pre>
        </section>
      )}
    </div>
  );
}

/** What stands on a page, and whether that was seen to work. */
function Install({ source, writeKey }: { source: string; writeKey: string }) {
  const [consent, setConsent] = useState(true);
  const [since] = useState(() => Date.now());
  const tracker = useQuery({
    queryKey: ["tracker"],
    queryFn: ({ signal }) => get<TrackerInfo>("/v1/tracker", { signal }),
    staleTime: Infinity,
  });
  const books = useQuery({
    queryKey: ["books", "events"],
    queryFn: ({ signal }) => get<EventBooks>("/v1/books/events", { signal }),
    refetchInterval: LOOK_MS,
  });
  if (!tracker.data) return <Loading rows={3} />;
  const snippet = pageSnippet(window.location.origin, tracker.data, writeKey, consent);
  const { seen, words } = seenWords(since, books.data?.bySource.find((one) => one.source === source)?.lastSeenAt);
  return (
    <section className="stack tight" aria-label="On a page">
      <h3>On a page</h3>
      <p className="quiet wrap">Put this into the head of each page:</p>
      <Copy text={snippet} block />
      <Checkbox
        label="Store and send nothing before the visitor has agreed"
        description="Your banner calls prox.consent(true) or prox.consent(false)."
        checked={consent}
        onChange={(event) => setConsent(event.currentTarget.checked)}
      />
      <p className="row" role="status" style={{ alignItems: "flex-start" }}>
        <Icon name={seen ? "check" : "clock"} />
        <span className="wrap">{words}</span>
      </p>
    </section>
  );
}

/** Makes a source, so that it can have keys before anything has come from it. */
export function NewSource({
  opened,
  onClose,
  onMade,
}: {
  opened: boolean;
  onClose: () => void;
  onMade: (id: string) => void;
}) {
  const [name, setName] = useState("");
  const make = useMutation({
    mutationFn: () => post<{ id: string; name: string }>("/v1/sources", { name: name.trim() }),
    onSuccess: (made) => {
      setName("");
      onMade(made.id);
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="A new source"
      size={420}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        {make.isError && (
          <Note kind="bad" role="alert">
            {isProblem(make.error) ? make.error.detail : "The source was not made."}
          </Note>
        )}
        <TextInput
          label="What sends events?"
          placeholder="Website"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button kind="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="main" type="submit" busy={make.isPending} disabled={name.trim() === ""}>
            Make it
          </Button>
        </div>
      </form>
    </Modal>
  );
}
