import type { Move } from "@/api/types";
import { signed } from "@/shared/format/numbers";
import { reasonWords } from "@/shared/format/words";
import { shownText } from "@/shared/persons/persons";
import styles from "./LeadPage.module.css";

/** So many reasons are read; the others add up to one line. */
const MOST = 5;

/** Which reasons moved, the weightiest first; in log-odds, or in points under the rules. */
export function MoveList({ moved, base }: { moved: readonly Move[]; base: { from: number; to: number } }) {
  const shown = moved.length === MOST + 1 ? moved : moved.slice(0, MOST);
  const others = moved.slice(shown.length).reduce((sum, move) => sum + move.to - move.from, 0);
  return (
    <dl className={styles.moved}>
      {shown.map((move) => (
        <Line key={move.column} words={reasonWords(shownText(move.words))} from={move.from} to={move.to} />
      ))}
      {moved.length > shown.length && (
        <div>
          <dt className="faint">{moved.length - shown.length} other reasons, together</dt>
          <dd className="num faint">{signed(others, 2)}</dd>
        </div>
      )}
      {base.from !== base.to && (
        <Line words="What an average lead has, by the other model" from={base.from} to={base.to} />
      )}
    </dl>
  );
}

function Line({ words, from, to }: { words: string; from: number; to: number }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd className="num faint">
        {signed(from, 2)} → {signed(to, 2)}
      </dd>
    </div>
  );
}
