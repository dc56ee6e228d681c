import { Component, type ReactNode } from "react";
import { Button } from "@/shared/ui/Button";
import styles from "@/shared/ui/States.module.css";
import { Icon } from "@/shared/ui/Icon";

/** The last net: a page that broke says so, instead of being white. */
export class Failed extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Broken onAgain={() => window.location.reload()} /> : this.props.children;
  }
}

export function Broken({ onAgain }: { onAgain: () => void }) {
  return (
    <div className={`${styles.center} ${styles.bad}`} role="alert" style={{ minHeight: "60vh" }}>
      <span className={styles.sign}>
        <Icon name="alert" size={20} />
      </span>
      <h2>This page broke</h2>
      <p>
        It is our fault, not yours, and your data is safe. Load the page again; if it breaks again, tell your operator.
      </p>
      <div className={styles.acts}>
        <Button icon="refresh" onClick={onAgain}>
          Load again
        </Button>
      </div>
    </div>
  );
}
