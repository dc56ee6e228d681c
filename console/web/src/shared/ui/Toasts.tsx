import { Button, IconButton } from "./Button";
import { Icon } from "./Icon";
import { dismiss, hold, keep, useToasts } from "./toasts";
import styles from "./Toasts.module.css";

export function Toasts() {
  const toasts = useToasts();
  return (
    <div className={styles.toasts} role="region" aria-label="Messages">
      <div role="status" aria-live="polite" className={styles.list}>
        {toasts.map((one) => (
          <div
            key={one.id}
            className={styles.toast}
            onPointerEnter={() => hold(one.id)}
            onPointerLeave={() => keep(one.id, 4000)}
          >
            <span className={one.kind === "failed" ? styles.failed : styles.done}>
              <Icon name={one.kind === "failed" ? "alert" : "check"} />
            </span>
            <span className={`wrap ${styles.words}`}>{one.words}</span>
            {one.undo && (
              <Button
                small
                kind="plain"
                shortcut="Z"
                onClick={() => {
                  dismiss(one.id);
                  void one.undo?.();
                }}
              >
                Undo
              </Button>
            )}
            <IconButton small icon="close" label="Dismiss" onClick={() => dismiss(one.id)} />
          </div>
        ))}
      </div>
    </div>
  );
}
