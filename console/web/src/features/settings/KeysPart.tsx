import { Checkbox, Modal, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ApiKey, Permission } from "@/api/types";
import { get, isProblem, post, remove } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { shownText } from "@/shared/persons/persons";
import { useMay, useNames, useSession } from "@/shared/session/session";
import { sentence } from "@/shared/format/words";
import { Button } from "@/shared/ui/Button";
import { Copy } from "@/shared/ui/Copy";
import { Section } from "@/shared/ui/Page";
import { Tag, Time } from "@/shared/ui/marks";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { toast } from "@/shared/ui/toasts";
import { PERMISSION_GROUPS } from "./permissions";
import { setting } from "./settings";
import styles from "./Settings.module.css";

const DAY = 86_400_000;
const SOON = 30 * DAY;

export function KeysPart() {
  const client = useQueryClient();
  const may = useMay("keys:write");
  const names = useNames();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<{ key: ApiKey; secret: string } | undefined>();
  const [revoking, setRevoking] = useState<ApiKey | undefined>();
  const keys = useQuery({
    queryKey: ["keys"],
    queryFn: ({ signal }) => get<{ keys: ApiKey[] }>("/v1/keys", { signal }),
  });
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => remove(`/v1/keys/${encodeURIComponent(key.id)}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["keys"] });
      setRevoking(undefined);
      toast("The key no longer works");
    },
    onError: (error) => {
      if (!isProblem(error, "confirm-password"))
        toast(isProblem(error) ? error.detail : "The key was not revoked.", { kind: "failed" });
    },
  });
  if (unavailable(keys)) return <Failure error={keys.error} what="The keys" onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <Loading />;
  return (
    <Section
      id="keys"
      title={setting("keys").title}
      says={
        <>
          {setting("keys").effect} <Link to="/api">The API</Link>
        </>
      }
      acts={
        may && (
          <Button kind="main" icon="plus" onClick={() => setMaking(true)}>
            Make a key
          </Button>
        )
      }
    >
      <Table
        label="API keys"
        top
        rows={keys.data.keys}
        rowKey={(key) => key.id}
        empty="There are none. A program that sends leads needs one."
        columns={[
          {
            title: "Key",
            minWidth: 150,
            cell: (key) => (
              <>
                <b className="wrap">{shownText(key.name)}</b>
                <div className="mono faint">…{key.lastFour}</div>
              </>
            ),
          },
          { title: "State", tight: true, cell: (key) => <KeyState apiKey={key} /> },
          {
            title: "May",
            minWidth: 200,
            cell: (key) => (
              <span className="row wide" style={{ gap: 4 }}>
                {key.permissions.map((permission) => (
                  <Tag key={permission}>{permission}</Tag>
                ))}
              </span>
            ),
          },
          {
            title: "Made",
            tight: true,
            cell: (key) => (
              <>
                <Time at={key.createdAt} />
                <div className="small faint">{sentence(shownText(key.createdByName ?? names(key.createdBy)))}</div>
              </>
            ),
          },
          {
            title: "Last used",
            tight: true,
            cell: (key) => (key.usedAt ? <Time at={key.usedAt} /> : <span className="faint">Never</span>),
          },
          {
            title: "",
            label: "Acts",
            tight: true,
            cell: (key) =>
              may &&
              key.revokedAt === undefined && (
                <Button small onClick={() => setRevoking(key)}>
                  Revoke
                </Button>
              ),
          },
        ]}
      />
      <Make
        opened={making}
        onClose={() => setMaking(false)}
        onMade={(answer) => {
          void client.invalidateQueries({ queryKey: ["keys"] });
          setMaking(false);
          setMade(answer);
        }}
      />
      <Modal
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        title="Your new key"
        size={560}
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {made && (
          <div className="stack">
            <Note kind="caution">Copy it now: it is shown once, and kept nowhere in a form that can be read.</Note>
            <Copy text={made.secret} block />
            <p className="quiet wrap">
              Send it as <code>Authorization: Bearer {made.secret.slice(0, 8)}…</code>
            </p>
            <div className="row" style={{ justifyContent: "flex-end" }}>
              <Button kind="main" onClick={() => setMade(undefined)}>
                I have it
              </Button>
            </div>
          </div>
        )}
      </Modal>
      <Modal
        opened={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        title="Revoke this key?"
        size={420}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {revoking && (
          <div className="stack">
            <p className="wrap">
              Programs that use “{shownText(revoking.name)}” are refused from now on. A revoked key cannot be brought
              back; make a new one instead.
            </p>
            <div className="row" style={{ justifyContent: "flex-end" }}>
              <Button kind="plain" onClick={() => setRevoking(undefined)}>
                Keep it
              </Button>
              <Button kind="danger" data-autofocus busy={revoke.isPending} onClick={() => revoke.mutate(revoking)}>
                Revoke
              </Button>
            </div>
          </div>
        )}
      </Modal>
    </Section>
  );
}

function KeyState({ apiKey }: { apiKey: ApiKey }) {
  const now = Date.now();
  const ends = Date.parse(apiKey.expiresAt);
  if (apiKey.revokedAt) return <Tag>Revoked</Tag>;
  if (ends < now) return <Tag>Ended</Tag>;
  if (ends - now < SOON) {
    return (
      <Tag kind="caution">
        Ends <Time at={apiKey.expiresAt} />
      </Tag>
    );
  }
  return (
    <>
      <Tag kind="good">Works</Tag>
      <div className="small faint">
        until <Time at={apiKey.expiresAt} />
      </div>
    </>
  );
}

const LIVES = [
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "A year"],
  ["730", "Two years"],
] as const;

function Make({
  opened,
  onClose,
  onMade,
}: {
  opened: boolean;
  onClose: () => void;
  onMade: (answer: { key: ApiKey; secret: string }) => void;
}) {
  const { permissions: own } = useSession();
  const [name, setName] = useState("");
  const [days, setDays] = useState("365");
  const [permissions, setPermissions] = useState<Permission[]>(["leads:write"]);
  const make = useMutation({
    mutationFn: () =>
      post<{ key: ApiKey; secret: string }>("/v1/keys", {
        name: name.trim(),
        permissions,
        expiresAt: new Date(Date.now() + Number(days) * DAY).toISOString(),
      }),
    onSuccess: (answer) => {
      setName("");
      setPermissions(["leads:write"]);
      onMade(answer);
    },
  });
  const problem = isProblem(make.error) && make.error.kind !== "confirm-password" ? make.error : undefined;
  const toggle = (permission: Permission) =>
    setPermissions((now) =>
      now.includes(permission) ? now.filter((other) => other !== permission) : [...now, permission],
    );
  return (
    <Modal opened={opened} onClose={onClose} title="Make a key" size={560} closeButtonProps={{ "aria-label": "Close" }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        {problem && (
          <Note kind="bad" role="alert">
            {[problem.detail, ...problem.errors.map((error) => `It ${error.detail}.`)].join(" ")}
          </Note>
        )}
        <TextInput
          label="What is it for?"
          placeholder="Website form"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="How long does it work?"
          data={LIVES.map(([value, label]) => ({ value, label }))}
          value={days}
          onChange={(value) => value && setDays(value)}
        />
        <div>
          <div className="strong" id="may" style={{ marginBottom: 4 }}>
            What may it?
          </div>
          <div className={styles.permissions} role="group" aria-labelledby="may" tabIndex={0}>
            {PERMISSION_GROUPS.map(({ group, permissions: inGroup }) => (
              <fieldset key={group}>
                <legend>{group}</legend>
                {inGroup
                  .filter(([permission]) => own.includes(permission))
                  .map(([permission, words]) => (
                    <Checkbox
                      key={permission}
                      label={words}
                      checked={permissions.includes(permission)}
                      onChange={() => toggle(permission)}
                    />
                  ))}
              </fieldset>
            ))}
          </div>
        </div>
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button kind="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="main" type="submit" busy={make.isPending} disabled={permissions.length === 0}>
            Make it
          </Button>
        </div>
      </form>
    </Modal>
  );
}
