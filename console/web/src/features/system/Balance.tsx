import type { ReactNode } from "react";
import { Icon, type IconName } from "@/shared/ui/Icon";
import type { Verdict } from "./books";
import styles from "./System.module.css";

const ICONS: Record<Verdict["state"], IconName> = { balanced: "check", open: "clock", unbalanced: "alert" };

/** Whether books balance, as a sign and in words. */
export function Balance({ state, children }: { state: Verdict["state"]; children: ReactNode }) {
  return (
    <p className={styles.balance} data-state={state} role="status">
      <span>
        <Icon name={ICONS[state]} size={20} />
      </span>
      {children}
    </p>
  );
}
