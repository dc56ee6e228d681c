import type { ReactNode } from "react";
import { Logo } from "@/shared/ui/Logo";
import styles from "./Door.module.css";

/** The frame of the pages before one is signed in. */
export function Door({ children }: { children: ReactNode }) {
  return (
    <main className={styles.door}>
      <div className={styles.box}>
        <div className={styles.brand}>
          <Logo />
          ProX
        </div>
        {children}
      </div>
      <p className={styles.foot}>Tells a sales team whom to call next, and why.</p>
    </main>
  );
}
