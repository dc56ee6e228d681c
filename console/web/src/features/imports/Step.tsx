import type { ReactNode } from "react";
import { Icon } from "@/shared/ui/Icon";
import styles from "./Imports.module.css";

/** One of the steps of an import. */
export function Step({
  number,
  title,
  state,
  children,
}: {
  number: number;
  title: string;
  state: "done" | "now" | "later";
  children: ReactNode;
}) {
  return (
    <section className={styles.step} aria-label={title}>
      <span className={styles.number} data-state={state} aria-hidden="true">
        {state === "done" ? <Icon name="check" /> : number}
      </span>
      <div className={styles.content}>
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}
