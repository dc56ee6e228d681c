import { Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { Button } from "./Button";

/** Asks before one leaves a page on which something is not saved. Signing in or out is never held up. */
export function Unsaved({ when }: { when: boolean }) {
  const leaving = useBlocker({
    shouldBlockFn: ({ next }) => !next.pathname.startsWith("/sign-in"),
    enableBeforeUnload: when,
    disabled: !when,
    withResolver: true,
  });
  return (
    <Modal
      opened={leaving.status === "blocked"}
      onClose={() => leaving.reset?.()}
      title="Leave without saving?"
      size={400}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className="stack">
        <p className="quiet">What you changed on this page is not saved yet.</p>
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button kind="plain" onClick={() => leaving.proceed?.()}>
            Leave
          </Button>
          <Button kind="main" onClick={() => leaving.reset?.()}>
            Stay
          </Button>
        </div>
      </div>
    </Modal>
  );
}
