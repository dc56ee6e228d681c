import { Modal, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isProblem, onConfirm, post } from "@/shared/http/client";
import { useSession } from "@/shared/session/session";
import { Button } from "@/shared/ui/Button";

type Waiting = { answer: (confirmed: boolean) => void };

/** Asks for the password before acts that a stolen session must not be enough for; what was begun then goes on. */
export function ConfirmPassword() {
  const { user } = useSession();
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
