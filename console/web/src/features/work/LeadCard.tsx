import { Link } from "@tanstack/react-router";
import type { Item } from "@/api/types";
import { reasonWords } from "@/shared/format/words";
import { shownText, textOf, type Person } from "@/shared/persons/persons";
import { Button, buttonClass, IconButton } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Direction, GradeMark, Owner, StatusMark } from "@/shared/ui/marks";
import type { Acts } from "@/shared/work/acts";
import { StatusMenu } from "@/shared/work/StatusMenu";
import { below, NewsCell, who } from "./cells";
import styles from "./WorkList.module.css";

/** A lead on a phone: as much as a row says, and the two things one does on the road: call, and say how it went. */
export function LeadCard({
  item,
  person,
  acts,
  onDisqualify,
  mayWrite,
  me,
}: {
  item: Item;
  person: Person | undefined;
  acts: Acts;
  onDisqualify: (items: readonly Item[]) => void;
  mayWrite: boolean;
  me: string;
}) {
  const phone = textOf(person, "phone") ?? textOf(person, "mobile");
  const reason = item.reasons[0];
  return (
    <article className={styles.card} aria-label={who(item, person)}>
      <div className={styles.mark}>
        <GradeMark grade={item.grade} />
        <span className="num strong">{item.score ?? "–"}</span>
      </div>
      <div className={styles.two}>
        <Link to="/leads/$lead" params={{ lead: item.lead }} search={{}} className={styles.name}>
          <bdi>{who(item, person)}</bdi>
        </Link>
        <span>
          <bdi>{below(item, person)}</bdi>
        </span>
      </div>
      <div style={{ textAlign: "end" }}>
        <NewsCell item={item} />
      </div>
      {reason && (
        <div className={styles.reason}>
          <Direction contribution={reason.contribution} />
          <span className="wrap">{reasonWords(shownText(reason.words))}</span>
        </div>
      )}
      <div className={styles.line}>
        <span className="row small quiet" style={{ minWidth: 0 }}>
          <StatusMark status={item.status} />
          {item.owner !== undefined && (
            <Owner name={item.ownerName === undefined ? undefined : shownText(item.ownerName)} me={item.owner === me} />
          )}
        </span>
        <span className={styles.tools}>
          {mayWrite && item.owner === undefined && (
            <Button small onClick={() => acts.claim([item])}>
              Claim
            </Button>
          )}
          {mayWrite && (
            <StatusMenu items={[item]} acts={acts} onDisqualify={onDisqualify}>
              <IconButton kind="usual" small icon="check" label="Status" />
            </StatusMenu>
          )}
          {phone && (
            <a
              className={buttonClass({ kind: "main", small: true, only: true })}
              href={`tel:${phone.replace(/[^\d+]/g, "")}`}
              aria-label={`Call ${who(item, person)}`}
              style={{ color: "var(--on-accent)" }}
            >
              <Icon name="phone" />
            </a>
          )}
        </span>
      </div>
    </article>
  );
}
