import { useEffect, useState, type CSSProperties, type ReactNode } from "react";
import { isProblem, ProblemError } from "@/shared/http/client";
import { Button } from "./Button";
import { Copy } from "./Copy";
import { Icon, type IconName } from "./Icon";
import styles from "./States.module.css";

/** What a page shows while there is nothing: what will be here, why it is empty, and what changes that. */
export function Empty({
  icon = "inbox",
  title,
  children,
  acts,
}: {
  icon?: IconName;
  title: string;
  children: ReactNode;
  acts?: ReactNode;
}) {
  return (
    <div className={styles.center}>
      <span className={styles.sign}>
        <Icon name={icon} size={20} />
      </span>
      <h2>{title}</h2>
      <p>{children}</p>
      {acts && <div className={styles.acts}>{acts}</div>}
    </div>
  );
}

/** What failed, whether data is safe, what to do, and by what the operator finds it. */
export function Failure({ error, what, onRetry }: { error: unknown; what: string; onRetry?: () => void }) {
  if (isProblem(error, "not-allowed")) return <NotAllowed detail={error.detail} />;
  if (isProblem(error, "not-found")) {
    return (
      <Empty icon="search" title="There is nothing here">
        {error.detail} It may have been deleted, or the address is not complete.
      </Empty>
    );
  }
  const problem = error instanceof ProblemError ? error : undefined;
  return (
    <div className={`${styles.center} ${styles.bad}`} role="alert">
      <span className={styles.sign}>
        <Icon name="alert" size={20} />
      </span>
      <h2>{what} could not be loaded</h2>
      <p>
        {problem ? `${problem.title}. ${problem.detail}` : "The page met something that it did not expect."} Nothing was
        changed, and your data is safe.
      </p>
      {onRetry && (
        <div className={styles.acts}>
          <Button icon="refresh" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
      {problem?.instance && (
        <p className={styles.reference}>
          Reference for your operator: <Copy text={problem.instance} />
        </p>
      )}
    </div>
  );
}

export function NotAllowed({ detail }: { detail?: string }) {
  return (
    <Empty icon="lock" title="This page is not for your role">
      {detail ?? "Your role does not include it."} Ask an administrator if you need it for your work.
    </Empty>
  );
}

export function Banner({
  kind = "usual",
  icon,
  children,
  role,
}: {
  kind?: "usual" | "caution" | "bad";
  icon?: IconName;
  children: ReactNode;
  role?: "status" | "alert";
}) {
  return (
    <div className={`${styles.banner} ${kind === "usual" ? "" : styles[kind]}`} role={role}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </div>
  );
}

export function Note({
  kind = "usual",
  icon,
  children,
  role,
}: {
  kind?: "usual" | "caution" | "bad" | "good";
  icon?: IconName;
  children: ReactNode;
  role?: "status" | "alert";
}) {
  const sign = icon ?? (kind === "good" ? "check" : kind === "usual" ? "info" : "alert");
  return (
    <div className={`${styles.note} ${kind === "usual" ? "" : styles[kind]}`} role={role}>
      <Icon name={sign} />
      <div className="wrap">{children}</div>
    </div>
  );
}

/** A part of a page that could not be loaded, in its place beside those that could. */
export function PartFailure({ what, onRetry }: { what: string; onRetry: () => void }) {
  return (
    <Note kind="caution" role="alert">
      <span className="row wide">
        {what} could not be loaded.
        <Button small icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      </span>
    </Note>
  );
}

/** True once something has lasted so long that it should be shown. */
export function useLasting(active: boolean, milliseconds = 300): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [active, milliseconds]);
  return active && lasting;
}

export function Skeleton({
  width = "100%",
  height = 14,
  style,
}: {
  width?: number | string;
  height?: number;
  style?: CSSProperties;
}) {
  return <div className={styles.skeleton} style={{ width, height, ...style }} aria-hidden="true" />;
}

/** The shape of what comes, shown only when it takes longer than one notices. */
export function Loading({ rows = 6, label = "Loading" }: { rows?: number; label?: string }) {
  const lasting = useLasting(true);
  return (
    <div role="status" aria-label={label} style={{ minHeight: rows * 36 }}>
      {lasting && (
        <div className="stack" style={{ padding: "8px 0" }}>
          {Array.from({ length: rows }, (_, row) => (
            <Skeleton key={row} width={`${[92, 78, 85, 66, 88, 72][row % 6]}%`} height={16} />
          ))}
        </div>
      )}
    </div>
  );
}
