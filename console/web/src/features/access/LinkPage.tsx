import { PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { LinkInfo, Session } from "@/api/types";
import { get, isProblem, post } from "@/shared/http/client";
import { sessionQuery } from "@/shared/session/session";
import { Button, ButtonLink } from "@/shared/ui/Button";
import { useTitle } from "@/shared/ui/Page";
import { Loading, Note } from "@/shared/ui/States";
import { Door } from "./Door";

const WORDS: Record<LinkInfo["purpose"], { title: string; says: (info: LinkInfo) => string; button: string }> = {
  "first-sign-in": {
    title: "Welcome to ProX",
    says: (info) => `You are the first administrator of ${info.workspace}. Say who you are and choose a password.`,
    button: "Open the console",
  },
  invitation: {
    title: "You are invited",
    says: (info) => `${info.workspace} invites you to ProX. Choose a password; you sign in with ${info.email}.`,
    button: "Join",
  },
  "password-reset": {
    title: "Choose a new password",
    says: (info) => `For ${info.email} at ${info.workspace}. Other sessions of this account end.`,
    button: "Set the password",
  },
};

/** "It is easy to guess …": what the server says of a field, to be read below it. */
function sentence(detail: string | undefined): string | undefined {
  return detail === undefined ? undefined : `It ${detail}.`;
}

const SHORTEST = 10;

export function LinkPage() {
  useTitle("Your link");
  const { secret } = useParams({ from: "/sign-in/link/$secret" });
  const info = useQuery({
    queryKey: ["link", secret],
    queryFn: ({ signal }) => get<LinkInfo>(`/v1/links/${encodeURIComponent(secret)}`, { signal }),
    retry: false,
    staleTime: Infinity,
  });
  if (info.isPending) {
    return (
      <Door>
        <Loading rows={4} />
      </Door>
    );
  }
  if (info.isError) {
    const gone = isProblem(info.error, "not-found");
    return (
      <Door>
        <h1>{gone ? "This link no longer works" : "The link could not be looked up"}</h1>
        <p>
          {gone
            ? "It was used already, or is too old. Each link works once. Ask whoever sent it for a new one; the very first link is printed anew when ProX starts."
            : isProblem(info.error)
              ? `${info.error.title}. ${info.error.detail}`
              : "Something went wrong."}
        </p>
        {gone ? (
          <ButtonLink to="/sign-in">Sign in with your password</ButtonLink>
        ) : (
          <Button icon="refresh" onClick={() => void info.refetch()}>
            Try again
          </Button>
        )}
      </Door>
    );
  }
  return <Use secret={secret} info={info.data} />;
}

function Use({ secret, info }: { secret: string; info: LinkInfo }) {
  const client = useQueryClient();
  const router = useRouter();
  const words = WORDS[info.purpose];
  const demo = info.passwordOptional === true;
  const [choosing, setChoosing] = useState(!demo);
  const [name, setName] = useState(info.name);
  const [email, setEmail] = useState(info.email);
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const first = info.purpose === "first-sign-in";
  const asksWho = choosing && info.purpose !== "password-reset";

  const use = useMutation({
    mutationFn: async () => {
      const answer = await post<Session>(`/v1/links/${encodeURIComponent(secret)}`, {
        ...(choosing ? { password } : {}),
        ...(asksWho && name.trim() !== info.name ? { name: name.trim() } : {}),
        ...(asksWho && first && email.trim() !== info.email ? { email: email.trim() } : {}),
      });
      return answer?.permissions ? answer : get<Session>("/v1/session");
    },
    onSuccess: async (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      await router.navigate({ to: "/", replace: true });
    },
  });
  const problem = use.error && isProblem(use.error) ? use.error : undefined;
  const tooShort = choosing && password.length < SHORTEST;
  const passwordError =
    sentence(problem?.of("#/password")) ??
    (tried && tooShort ? `Use at least ${SHORTEST} characters; a few words are good.` : undefined);

  return (
    <Door>
      <div className="stack tight">
        <h1>{words.title}</h1>
        <p>
          {demo && !choosing
            ? `${info.workspace} is a simulated company. Everything works as it would with your own leads, and nothing leaves this machine.`
            : words.says(info)}
        </p>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!tooShort) use.mutate();
        }}
      >
        {problem && !problem.errors.some((error) => ["#/password", "#/name", "#/email"].includes(error.pointer)) && (
          <Note kind="bad" role="alert">
            {problem.title}. {problem.detail}
          </Note>
        )}
        {/* Lets password managers know whose password it is. */}
        {!(asksWho && first) && (
          <input type="hidden" name="username" autoComplete="username" value={info.email} readOnly />
        )}
        {asksWho && first && (
          <TextInput
            label="E-mail"
            description="You sign in with it."
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            error={sentence(problem?.of("#/email"))}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        {asksWho && (
          <TextInput
            label="Your name"
            description="As colleagues see it."
            autoComplete="name"
            required
            withAsterisk={false}
            value={name}
            error={sentence(problem?.of("#/name"))}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {choosing && (
          <PasswordInput
            label="Password"
            description={`At least ${SHORTEST} characters. Long beats complicated.`}
            autoComplete="new-password"
            autoFocus
            value={password}
            error={passwordError}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
          />
        )}
        <Button kind="main" type="submit" busy={use.isPending}>
          {demo && !choosing ? "Open the console" : words.button}
        </Button>
        {demo && (
          <Button kind="plain" onClick={() => setChoosing((now) => !now)}>
            {choosing ? "Go on without a password" : "Set a password too"}
          </Button>
        )}
      </form>
      <p className="small">This link works once.</p>
    </Door>
  );
}
