import { Menu, Modal, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiKey, Role, User } from "@/api/types";
import { plural } from "@/shared/format/numbers";
import { ROLE_EFFECTS, ROLE_WORDS, wordOf } from "@/shared/format/words";
import { isProblem, patch, post } from "@/shared/http/client";
import { unavailable } from "@/shared/http/queries";
import { shownText } from "@/shared/persons/persons";
import { colleaguesQuery, useMay, usersQuery, useSession, waysQuery } from "@/shared/session/session";
import { Button, IconButton } from "@/shared/ui/Button";
import { Copy } from "@/shared/ui/Copy";
import { Icon } from "@/shared/ui/Icon";
import { Section } from "@/shared/ui/Page";
import { Avatar, Tag, Time } from "@/shared/ui/marks";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { toast } from "@/shared/ui/toasts";
import { setting } from "./settings";

const ROLES = Object.keys(ROLE_WORDS) as Role[];
const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }));

type Shown = { name: string; link: string; why: string };

/** A link of the console as one sends it to somebody. */
function whole(link: string): string {
  return new URL(link, window.location.origin).href;
}

export function UsersPart() {
  const client = useQueryClient();
  const { user: me } = useSession();
  const may = useMay("users:write");
  const users = useQuery(usersQuery);
  const provider = useQuery(waysQuery).data?.provider;
  const [inviting, setInviting] = useState(false);
  const [shown, setShown] = useState<Shown | undefined>();
  const [leaving, setLeaving] = useState<User | undefined>();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: usersQuery.queryKey });
    void client.invalidateQueries({ queryKey: colleaguesQuery.queryKey });
  };
  const failed = (error: unknown) => {
    if (isProblem(error, "confirm-password")) return;
    toast(isProblem(error) ? error.detail : "That did not work. Try again.", { kind: "failed" });
  };

  const changeRole = useMutation({
    mutationFn: ({ user, role }: { user: User; role: Role }) =>
      patch(`/v1/users/${encodeURIComponent(user.id)}`, { role }),
    onSuccess: (_answer, { user, role }) => {
      refresh();
      toast(`${shownText(user.name)} is now ${ROLE_WORDS[role].toLowerCase()}`, {
        undo: () => changeRole.mutate({ user: { ...user, role }, role: user.role }),
      });
    },
    onError: failed,
  });
  const reset = useMutation({
    mutationFn: (user: User) => post<{ link: string }>(`/v1/users/${encodeURIComponent(user.id)}/reset`),
    onSuccess: (answer, user) =>
      setShown({
        name: shownText(user.name),
        link: whole(answer.link),
        why: user.status === "invited" ? "come in by it and choose a password" : "choose a new password by it",
      }),
    onError: failed,
  });
  const reactivate = useMutation({
    mutationFn: (user: User) => post<{ link: string }>(`/v1/users/${encodeURIComponent(user.id)}/reactivate`),
    onSuccess: (answer, user) => {
      refresh();
      setShown({ name: shownText(user.name), link: whole(answer.link), why: "come in again by it" });
    },
    onError: failed,
  });

  if (unavailable(users)) return <Failure error={users.error} what="The users" onRetry={() => void users.refetch()} />;
  if (!users.data) return <Loading />;
  const all = [...users.data.users].sort(
    (a, b) => Number(a.status === "deactivated") - Number(b.status === "deactivated") || a.name.localeCompare(b.name),
  );
  return (
    <Section
      id="users"
      title={setting("users").title}
      says={plural(all.filter((user) => user.status === "active").length, "active user")}
      acts={
        may && (
          <Button kind="main" icon="plus" onClick={() => setInviting(true)}>
            Invite
          </Button>
        )
      }
    >
      <Table
        label="Users"
        rows={all}
        rowKey={(user) => user.id}
        columns={[
          {
            title: "Name",
            minWidth: 180,
            cell: (user) => (
              <span className="row">
                <Avatar name={user.name} me={user.id === me.id} />
                <span style={{ minWidth: 0 }}>
                  <b className="wrap">{shownText(user.name)}</b>
                  <span className="small faint wrap" style={{ display: "block" }}>
                    {user.email}
                    {user.hasProvider && ` · signs in with ${provider?.name ?? "a provider"}`}
                  </span>
                </span>
              </span>
            ),
          },
          {
            title: "Role",
            minWidth: 170,
            cell: (user) =>
              may && user.status !== "deactivated" ? (
                <Select
                  aria-label={`Role of ${shownText(user.name)}`}
                  data={ROLE_OPTIONS}
                  value={user.role}
                  onChange={(role) => role && role !== user.role && changeRole.mutate({ user, role: role })}
                  w={170}
                />
              ) : (
                wordOf(ROLE_WORDS, user.role)
              ),
          },
          {
            title: "State",
            tight: true,
            cell: (user) =>
              user.status === "active" ? (
                <Tag kind="good">Active</Tag>
              ) : user.status === "invited" ? (
                <Tag kind="accent">Invited</Tag>
              ) : (
                <Tag>Deactivated</Tag>
              ),
          },
          { title: "Since", tight: true, cell: (user) => <Time at={user.createdAt} /> },
          {
            title: "",
            label: "Acts",
            tight: true,
            cell: (user) =>
              may &&
              user.id !== me.id && (
                <Menu>
                  <Menu.Target>
                    <IconButton small icon="dots" label={`What to do with ${shownText(user.name)}`} />
                  </Menu.Target>
                  <Menu.Dropdown>
                    {user.status === "deactivated" ? (
                      <Menu.Item leftSection={<Icon name="undo" />} onClick={() => reactivate.mutate(user)}>
                        Let in again
                      </Menu.Item>
                    ) : (
                      <>
                        <Menu.Item leftSection={<Icon name="link" />} onClick={() => reset.mutate(user)}>
                          {user.status === "invited" ? "Make a new invitation" : "Make a link for a new password"}
                        </Menu.Item>
                        <Menu.Item leftSection={<Icon name="logout" />} onClick={() => setLeaving(user)}>
                          Deactivate
                        </Menu.Item>
                      </>
                    )}
                  </Menu.Dropdown>
                </Menu>
              ),
          },
        ]}
      />
      <Invite
        opened={inviting}
        onClose={() => setInviting(false)}
        onInvited={(user, link) => {
          refresh();
          setInviting(false);
          setShown({ name: shownText(user.name), link: whole(link), why: "come in by it and choose a password" });
        }}
      />
      <Deactivate user={leaving} onClose={() => setLeaving(undefined)} onDone={refresh} />
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title="The link"
        size={520}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {shown && (
          <div className="stack">
            <p>
              Send this link to {shown.name}, who can {shown.why}. It works once, and is shown only now.
              {provider && ` They can also sign in with ${provider.name}, if it knows them by the same address.`}
            </p>
            <Copy text={shown.link} block />
            <div className="row" style={{ justifyContent: "flex-end" }}>
              <Button kind="main" onClick={() => setShown(undefined)}>
                Done
              </Button>
            </div>
          </div>
        )}
      </Modal>
    </Section>
  );
}

function Invite({
  opened,
  onClose,
  onInvited,
}: {
  opened: boolean;
  onClose: () => void;
  onInvited: (user: User, link: string) => void;
}) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("representative");
  const invite = useMutation({
    mutationFn: () => post<{ user: User; link: string }>("/v1/users", { name: name.trim(), email: email.trim(), role }),
    onSuccess: ({ user, link }) => {
      setName("");
      setEmail("");
      onInvited(user, link);
    },
  });
  const problem = isProblem(invite.error) && invite.error.kind !== "confirm-password" ? invite.error : undefined;
  const at = (pointer: string) => {
    const detail = problem?.of(pointer);
    return detail === undefined ? undefined : `It ${detail}.`;
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Invite a colleague"
      size={440}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        {problem && problem.errors.length === 0 && (
          <Note kind="bad" role="alert">
            {problem.detail}
          </Note>
        )}
        <TextInput
          label="Name"
          data-autofocus
          required
          withAsterisk={false}
          value={name}
          error={at("#/name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail"
          description="They sign in with it. ProX sends no mail; you get a link to send."
          type="email"
          required
          withAsterisk={false}
          value={email}
          error={at("#/email")}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Select
          label="Role"
          description={ROLE_EFFECTS[role]}
          data={ROLE_OPTIONS}
          value={role}
          onChange={(next) => next && setRole(next)}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button kind="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="main" type="submit" busy={invite.isPending}>
            Make the invitation
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Deactivate({ user, onClose, onDone }: { user: User | undefined; onClose: () => void; onDone: () => void }) {
  const [heir, setHeir] = useState<string | null>(null);
  const { data: colleagues } = useQuery({ ...colleaguesQuery, enabled: user !== undefined });
  const deactivate = useMutation({
    mutationFn: (leaver: User) =>
      post<{ keys?: ApiKey[] }>(
        `/v1/users/${encodeURIComponent(leaver.id)}/deactivate`,
        heir ? { reassignTo: heir } : {},
      ),
    onSuccess: (answer, leaver) => {
      const keys = answer?.keys?.length ?? 0;
      onDone();
      onClose();
      toast(
        `${shownText(leaver.name)} can no longer sign in${keys > 0 ? `. ${plural(keys, "key")} of theirs still ${keys === 1 ? "works" : "work"}: look at API keys` : ""}`,
      );
    },
  });
  return (
    <Modal
      opened={user !== undefined}
      onClose={onClose}
      title={`Deactivate ${user ? shownText(user.name) : ""}`}
      size={440}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (user) deactivate.mutate(user);
        }}
      >
        <p>All their sessions end now. What they did stays in the audit log. You can let them in again later.</p>
        {isProblem(deactivate.error) && deactivate.error.kind !== "confirm-password" && (
          <Note kind="bad" role="alert">
            {deactivate.error.detail}
          </Note>
        )}
        <Select
          label="Who gets their leads?"
          description="Nobody: they become free for all."
          placeholder="Nobody"
          clearable
          data={(colleagues ?? [])
            .filter((one) => one.id !== user?.id)
            .map((one) => ({ value: one.id, label: shownText(one.name) }))}
          value={heir}
          onChange={setHeir}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button kind="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="main" type="submit" busy={deactivate.isPending}>
            Deactivate
          </Button>
        </div>
      </form>
    </Modal>
  );
}
