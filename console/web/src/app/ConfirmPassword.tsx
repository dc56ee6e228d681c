import { Modal, PasswordInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { isProblem, onConfirm, post } from "@/shared/http/client";
import { useSession, waysQuery } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";
import { Note } from "@/shared/ui/States";

type Waiting = { answer: (confirmed: boolean) => void };

/**
 * Asks for the password before acts that a stolen session must not be enough for; what was begun then goes on. Who has
 * none signs in anew with the provider, comes back to the page and begins again.
 */
export function ConfirmPassword() {
  const { user } = useSession();
  const router = useRouter();
  const byProvider = user.hasPassword === false && user.hasProvider === true;
  const name = useQuery({ ...waysQuery, enabled: byProvider }).data?.provider?.name ?? "the provider";
  const [waiting, setWaiting] = useState<Waiting | undefined>();
  const [password, setPassword] = useState("");
  useEffect(() => {
    onConfirm(
      () =>
        new Promise<boolean>((resolve) =>
          setWaiting((before) => {
            before?.answer(false);
            return { answer: resolve };
          }),
        ),
    );
    return () => onConfirm(() => Promise.resolve(false));
  }, []);
  const end = (confirmed: boolean) => {
    waiting?.answer(confirmed);
    setWaiting(undefined);
    setPassword("");
    confirm.reset();
  };
  const confirm = useMutation({
    mutationFn: () => post("/v1/session/confirm", { password }),
    onSuccess: () => end(true),
  });
  const leave = useMutation({
    mutationFn: () => post<{ location: string }>("/v1/session/confirm/provider", { next: router.state.location.href }),
    onSuccess: ({ location }) => window.location.assign(location),
  });
  if (byProvider) {
    return (
      <Modal
        opened={waiting !== undefined}
        onClose={() => end(false)}
        title="Who are you, please?"
        size={400}
        zIndex={300}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <div className="stack">
          <p className="quiet">
            Sign in once more with {name}, so that nobody can do this on a screen that you left open. You come back to
            this page; then do it again.
          </p>
          {leave.error && (
            <Note kind="bad" role="alert">
              {isProblem(leave.error) ? leave.error.detail : "Try again."}
            </Note>
          )}
          <div className="row" style={{ justifyContent: "flex-end" }}>
            <Button kind="plain" onClick={() => end(false)}>
              Cancel
            </Button>
            <Button kind="main" busy={leave.isPending} onClick={() => leave.mutate()}>
              Sign in with {name}
            </Button>
          </div>
        </div>
      </Modal>
    );
  }
  return (
    <Modal
      opened={waiting !== undefined}
      onClose={() => end(false)}
      title="Your password, please"
      size={400}
      zIndex={300}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate();
        }}
      >
        <p className="quiet">
          This act asks for it once more, so that nobody can do it on a screen that you left open.
        </p>
        <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          data-autofocus
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={confirm.error ? (isProblem(confirm.error) ? confirm.error.detail : "Try again.") : undefined}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button kind="plain" onClick={() => end(false)}>
            Cancel
          </Button>
          <Button kind="main" type="submit" busy={confirm.isPending}>
            Go on
          </Button>
        </div>
      </form>
    </Modal>
  );
}
