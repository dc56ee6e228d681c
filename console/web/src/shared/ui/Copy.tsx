import { useState } from "react";
import styles from "./Copy.module.css";
import { Icon } from "./Icon";

/** A text with a button that copies it. */
export function Copy({ text, shown, block }: { text: string; shown?: string; block?: boolean }) {
  const [copied, setCopied] = useState(false);
  const onCopy = () => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    });
  };
  return (
    <span className={block ? `${styles.copy} ${styles.block}` : styles.copy}>
      <code className="wrap">{shown ?? text}</code>
      <button type="button" onClick={onCopy} aria-label={copied ? "Copied" : "Copy"} className={styles.button}>
        <Icon name={copied ? "check" : "copy"} size={14} />
      </button>
      <span className="unseen" role="status">
        {copied ? "Copied" : ""}
      </span>
    </span>
  );
}
