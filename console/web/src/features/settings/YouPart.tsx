import { PasswordInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OwnSession } from "@/api/types";
import { ROLE_EFFECTS, ROLE_WORDS, sentence, wordOf } from "@/shared/format/words";
import { get, isProblem, put, remove } from "@/shared/http/client";
import { shownText } from "@/shared/persons/persons";
import { sessionQuery, useSession } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Facts, Section } from "@/shared/ui/Page";
import { Tag, Time } from "@/shared/ui/marks";
import { Failure, Loading, Note } from "@/shared/ui/States";
import { Table } from "@/shared/ui/Table";
import { toast } from "@/shared/ui/toasts";
import { saysOf, setting } from "./settings";
import styles from "./Settings.module.css";

export function YouPart() {
  const { user } = useSession();
  return (
    <div className="stack" style={{ gap: 32 }}>
      <Section id="account" title={setting("account").title}>
        <Facts
          facts={[
            ["Name", shownText(user.name)],
            ["E-mail", user.email],
            ["Role", `${wordOf(ROLE_WORDS, user.role)}. ${wordOf(ROLE_EFFECTS, user.role, "")}`],
          ]}
        />
      </Section>
      <Password />
      <Sessions />
    </div>
  );
}

function Password() {
  const { user } = useSession();
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const has = user.hasPassword !== false;
  const change = useMutation({
    mutationFn: () => put("/v1/password", { ...(has ? { current } : {}), new: next }),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      toast(has ? "The password is changed; your other sessions ended" : "The password is set");
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void client.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const problem = isProblem(change.error) ? change.error : undefined;
  const at = (pointer: string) => {
    const detail = problem?.of(pointer);
    return detail === undefined ? undefined : `It ${detail}.`;
  };
  return (
    <Section
      id="password"
      title={has ? "Change your password" : "Set a password"}
      says={
        has
          ? "Your other sessions end."
          : user.hasProvider
            ? "You sign in with the provider. With a password you can sign in without it too."
            : "You came in by a link. With a password you can sign in again, and confirm acts that need it."
      }
    >
      <form
        className={styles.form}
        style={{ maxWidth: 360 }}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        {problem && at("#/current") === undefined && at("#/new") === undefined && (
          <Note kind="bad" role="alert">
            {problem.detail}
          </Note>
        )}
        <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
        {has && (
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={current}
            error={at("#/current")}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            visibilityToggleButtonProps={{ "aria-label": "Show the present password" }}
          />
        )}
        <PasswordInput
          label="New password"
          description="At least 10 characters. Long beats complicated."
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={next}
          error={at("#/new")}
          onChange={(event) => setNext(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show the new password" }}
        />
        <div>
          <Button kind="main" type="submit" busy={change.isPending}>
            {has ? "Change it" : "Set it"}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Sessions() {
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => get<{ sessions: OwnSession[] }>("/v1/sessions", { signal }),
  });
  const end = useMutation({
    mutationFn: (id: string) => remove(`/v1/sessions/${encodeURIComponent(id)}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["sessions"] });
      toast("The session ended");
    },
    onError: (error) => toast(isProblem(error) ? error.detail : "The session was not ended.", { kind: "failed" }),
  });
  return (
    <Section id="sessions" title={setting("sessions").title} says={saysOf("sessions")}>
      {sessions.data ? (
        <Table
          label="Your sessions"
          rows={sessions.data.sessions}
          rowKey={(session) => session.id}
          columns={[
            {
              title: "With",
              minWidth: 180,
              cell: (session) => (
                <span className="row wide">
                  {sentence(shownText(session.client))} {session.current && <Tag kind="good">This one</Tag>}
                </span>
              ),
            },
            { title: "Since", tight: true, cell: (session) => <Time at={session.createdAt} /> },
            { title: "Last seen", tight: true, cell: (session) => <Time at={session.seenAt} /> },
            {
              title: "",
              label: "Acts",
              tight: true,
              cell: (session) =>
                session.current ? null : (
                  <Button
                    small
                    busy={end.isPending && end.variables === session.id}
                    onClick={() => end.mutate(session.id)}
                  >
                    End
                  </Button>
                ),
            },
          ]}
        />
      ) : sessions.isError ? (
        <Failure error={sessions.error} what="Your sessions" onRetry={() => void sessions.refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </Section>
  );
}
