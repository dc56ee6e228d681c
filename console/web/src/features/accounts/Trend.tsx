import type { Account } from "@/api/types";
import { Sparkline } from "@/shared/charts/Sparkline";
import { Delta } from "@/shared/ui/marks";
import styles from "./Accounts.module.css";
import { changeOf } from "./api";

export const TREND_SAYS =
  "The line is the best score at the end of each of the last 14 days (UTC), by the model that scores now, and what it changed by.";

/** Scores reach to it. */
const MOST = 100;

export function Trend({ account }: { account: Account }) {
  const by = changeOf(account);
  if (by === undefined) {
    return (
      <span className="faint" title="There is a line once there are scores of two days">
        –
      </span>
    );
  }
  const words = account.trend.map((point) => point.best).join(", ");
  return (
    <span className={styles.trend} title={`Day by day: ${words}`}>
      <Sparkline values={account.trend.map((point) => point.best)} most={MOST} width={64} height={32} />
      <span className="unseen">Best score day by day: {words}. Changed by </span>
      <Delta by={by} />
    </span>
  );
}
