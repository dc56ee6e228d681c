import { PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Session } from "@/api/types";
import { address, get, isProblem, post } from "@/shared/http/client";
import { sessionQuery, waysQuery } from "@/shared/session/session";
import { Button, buttonClass } from "@/shared/ui/Button";
import { useTitle } from "@/shared/ui/Page";
import { Note } from "@/shared/ui/States";
import { Door } from "./Door";
import { inside } from "./inside";
import { refusalWords } from "./refusals";

export function SignInPage() {
  useTitle("Sign in");
  const { next, error } = useSearch({ from: "/sign-in" });
  const provider = useQuery(waysQuery).data?.provider;
  const client = useQueryClient();
  const router = useRouter();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [waitUntil, setWaitUntil] = useState(0);
  const [now, setNow] = useState(() => Date.now());

  const signIn = useMutation({
    mutationFn: async () => {
      await post("/v1/session", { email: email.trim(), password });
      return get<Session>("/v1/session");
    },
    onSuccess: async (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      await router.navigate({ to: inside(next), replace: true });
    },
    onError: (error) => {
      if (isProblem(error) && error.status === 429) setWaitUntil(Date.now() + (error.retryAfterSeconds ?? 30) * 1000);
    },
  });
  useEffect(() => {
    if (waitUntil <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [waitUntil]);
  const left = Math.ceil((waitUntil - now) / 1000);

  return (
    <Door>
      <div>
        <h1>Sign in</h1>
      </div>
      {error !== undefined && (
        <Note kind={error === "idle" ? "usual" : "bad"} role="alert">
          {refusalWords(error, provider?.name ?? "The provider")}
        </Note>
      )}
      {provider && (
        <>
          <a className={buttonClass({ kind: "main" })} href={address(provider.path, { next: inside(next) })}>
            Continue with {provider.name}
          </a>
          <p className="small">Or with your password:</p>
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        {signIn.isError && left <= 0 && (
          <Note kind="bad" role="alert">
            {isProblem(signIn.error, "sign-in-failed")
              ? "No account has this address and password. Check both, or ask an administrator to reset your password."
              : isProblem(signIn.error)
                ? `${signIn.error.title}. ${signIn.error.detail}`
                : "Something went wrong. Try again."}
          </Note>
        )}
        {left > 0 && (
          <Note kind="caution" role="alert">
            Too many tries. You can try again in <span className="num">{left}</span> s.
          </Note>
        )}
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
        <Button kind={provider ? "usual" : "main"} type="submit" busy={signIn.isPending} disabled={left > 0}>
          Sign in
        </Button>
      </form>
      <p className="small">
        No account yet? An administrator can invite you. On the very first start, ProX prints a sign-in link in the
        window it runs in.
      </p>
    </Door>
  );
}
