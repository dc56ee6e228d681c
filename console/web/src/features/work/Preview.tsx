import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Item } from "@/api/types";
import { percent, percentRange } from "@/shared/format/numbers";
import { causeWords, reasonWords, STATUS_WORDS, sureness } from "@/shared/format/words";
import { shownText, textOf, type Person } from "@/shared/persons/persons";
import { useMay, useSession } from "@/shared/session/session";
import { Button, IconButton, Key } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Delta, Direction, GradeMark, Owner, StatusSign, Time } from "@/shared/ui/marks";
import { Loading, PartFailure } from "@/shared/ui/States";
import type { Acts } from "@/shared/work/acts";
import { StatusMenu } from "@/shared/work/StatusMenu";
import { lastStepsQuery } from "./api";
import { below, who } from "./cells";
import styles from "./Preview.module.css";

/** The lead one has in hand: who, how good, why, what happened, and what can be done. */
export function Preview({
  item,
  person,
  acts,
  onDisqualify,
  onClose,
}: {
  item: Item | undefined;
  person: Person | undefined;
  acts: Acts;
  onDisqualify: (items: readonly Item[]) => void;
  onClose: () => void;
}) {
  const { user } = useSession();
  const mayWork = useMay("work:write");
  const mayRead = useMay("leads:read");
  if (!item) {
    return (
      <aside className={`${styles.preview} ${styles.none}`} aria-label="Preview">
        <p>
          Choose a lead to see more of it here. <Key>J</Key> and <Key>K</Key> go through the list.
        </p>
      </aside>
    );
  }
  const name = who(item, person);
  const phone = textOf(person, "phone") ?? textOf(person, "mobile");
  const email = textOf(person, "email");
  const mine = item.owner === user.id;
  return (
    <aside className={styles.preview} aria-label="Preview">
      <div className={styles.head}>
        <div>
          <h2>
            <Link to="/leads/$lead" params={{ lead: item.lead }} search={{}}>
              <bdi>{name}</bdi>
            </Link>
          </h2>
          <p className="quiet wrap">
            <bdi>{below(item, person)}</bdi>
          </p>
        </div>
        <IconButton small icon="close" label="Hide the preview" shortcut="P" onClick={onClose} />
      </div>
      <div className={styles.score}>
        <GradeMark grade={item.grade} large />
        <div>
          <b style={{ fontSize: "var(--text-xl)" }} className="num">
            {item.score ?? "–"}
          </b>{" "}
          <span className="quiet">of 100</span>
          <div className="small quiet">
            {item.chance
              ? item.sure
                ? `${percent(item.chance.probability)} of leads like this convert (${percentRange(item.chance.low, item.chance.high)})`
                : `Not enough evidence: ${percentRange(item.chance.low, item.chance.high)} convert`
              : sureness(item)}
          </div>
        </div>
      </div>
      {mayWork && (
        <div className={styles.acts}>
          {mine ? (
            <Button onClick={() => acts.release([item])} shortcut="C">
              Release
            </Button>
          ) : (
            <Button kind="main" onClick={() => acts.claim([item])} shortcut="C" disabled={item.owner !== undefined}>
              Claim
            </Button>
          )}
          <StatusMenu items={[item]} acts={acts} onDisqualify={onDisqualify}>
            <Button>
              <StatusSign status={item.status} />
              {STATUS_WORDS[item.status]}
              <Icon name="down" size={12} />
            </Button>
          </StatusMenu>
        </div>
      )}
      {(phone ?? email) && (
        <div className={styles.contact}>
          {phone && (
            <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
              <Icon name="phone" /> <span className="num">{phone}</span>
            </a>
          )}
          {email && (
            <a href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}>
              <Icon name="mail" /> <bdi>{email}</bdi>
            </a>
          )}
        </div>
      )}
      <section className="stack tight" aria-label="Why">
        <h3>Why</h3>
        {item.reasons.length === 0 ? (
          <p className="quiet">Not scored yet.</p>
        ) : (
          <ul className={styles.reasons}>
            {item.reasons.map((reason) => (
              <li key={reason.column}>
                <Direction contribution={reason.contribution} />
                <span>{reasonWords(shownText(reason.words))}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {mayRead && (
        <section className="stack tight" aria-label="What happened last">
          <h3>What happened last</h3>
          <LastSteps item={item} />
        </section>
      )}
      <section className="stack tight" aria-label="Owner">
        <h3>Owner</h3>
        <Owner name={item.ownerName === undefined ? undefined : shownText(item.ownerName)} me={mine} />
      </section>
      <Link to="/leads/$lead" params={{ lead: item.lead }} search={{}} className="row">
        Everything about this lead <Icon name="right" size={14} />
      </Link>
    </aside>
  );
}

/** The newest steps of the score, each with its cause. */
function LastSteps({ item }: { item: Item }) {
  const steps = useQuery(lastStepsQuery(item));
  if (steps.isLoadingError) return <PartFailure what="Its last steps" onRetry={() => void steps.refetch()} />;
  if (!steps.data) return <Loading rows={3} />;
  const { entries } = steps.data;
  if (entries.length === 0) return <p className="quiet">Not scored yet.</p>;
  return (
    <ul className={styles.steps}>
      {entries.slice(0, 3).map((entry, index) => {
        const before = entries[index + 1];
        return (
          <li key={entry.entry}>
            <b className="num">{entry.score}</b>
            <span className="wrap">
              {entry.changed.length > 0 && entry.changed.length < 4
                ? `${entry.changed.map(shownText).join(", ")} changed`
                : causeWords(entry.cause.kind)}{" "}
              {before && entry.score !== before.score && <Delta by={entry.score - before.score} />}
            </span>
            <span className="small faint">
              <Time at={entry.since} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
