import { count } from "@/shared/format/numbers";
import { Icon } from "./Icon";
import styles from "./Waiting.module.css";

/** What came since a list was read: it stands above the rows until the reader asks for it, so that none moves. */
export function Waiting({ rows, onShow }: { rows: number; onShow: () => void }) {
  if (rows === 0) return null;
  return (
    <div className={styles.place}>
      <button type="button" onClick={onShow}>
        <Icon name="rise" size={14} /> {count(rows)} new
      </button>
    </div>
  );
}
