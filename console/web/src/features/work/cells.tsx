import { Link } from "@tanstack/react-router";
import type { Item } from "@/api/types";
import { percent, percentRange } from "@/shared/format/numbers";
import { pseudonym, reasonWords, sureness } from "@/shared/format/words";
import { nameOf, shownText, textOf, type Person } from "@/shared/persons/persons";
import { Delta, Direction, GradeMark, Tag, Time, useTick } from "@/shared/ui/marks";
import { newsOf } from "@/shared/work/items";
import styles from "./WorkList.module.css";

export function ScoreCell({ item }: { item: Item }) {
  return (
    <span className={styles.score} data-unsure={!item.sure && !item.rules} title={sureness(item)}>
      <GradeMark grade={item.grade} />
      <b>{item.score ?? "–"}</b>
    </span>
  );
}

export function who(item: Item, person: Person | undefined): string {
  return nameOf(person) ?? pseudonym(item.lead);
}

/** What stands below the name: the company as the person wrote it, else by its domain, else the title. */
export function below(item: Item, person: Person | undefined): string {
  const company = textOf(person, "company") ?? (item.company === undefined ? undefined : shownText(item.company));
  const title = textOf(person, "jobTitle") ?? (item.title === undefined ? undefined : shownText(item.title));
  return [company, title].filter(Boolean).join(" · ") || "No company known";
}

export function NameCell({ item, person }: { item: Item; person: Person | undefined }) {
  const name = who(item, person);
  const small = below(item, person);
  return (
    <span className={styles.two}>
      <Link
        to="/leads/$lead"
        params={{ lead: item.lead }}
        search={{}}
        tabIndex={-1}
        className={person ? undefined : styles.pseudonym}
        title={name}
      >
        <bdi>{name}</bdi>
      </Link>
      <span title={small}>
        <bdi>{small}</bdi>
      </span>
    </span>
  );
}

export function WhyCell({ item }: { item: Item }) {
  const [first, second] = item.reasons;
  if (!first) return <span className="faint">Not scored yet</span>;
  const unsure = !item.sure && !item.rules;
  return (
    <span className={styles.two}>
      <span className={styles.why} title={shownText(first.words)}>
        <Direction contribution={first.contribution} />
        <span className="clip">{reasonWords(shownText(first.words))}</span>
      </span>
      <span title={second && shownText(second.words)}>
        {unsure
          ? `Not enough evidence${item.chance ? `: ${percentRange(item.chance.low, item.chance.high)}` : ""}`
          : second
            ? `${second.contribution >= 0 ? "+" : "−"} ${reasonWords(shownText(second.words))}`
            : " "}
      </span>
    </span>
  );
}

export function NewsCell({ item }: { item: Item }) {
  useTick();
  const news = newsOf(item);
  switch (news.kind) {
    case "new":
      return (
        <span className={styles.two}>
          <span>
            <Tag kind="accent">New</Tag>
          </span>
          <Time at={news.at} />
        </span>
      );
    case "score":
      return (
        <span className={styles.two}>
          <span className="strong">
            <Delta by={news.by} />
          </span>
          <span>since yesterday</span>
        </span>
      );
    case "status":
      return (
        <span className={styles.two}>
          <span className="quiet">New status</span>
          <Time at={news.at} />
        </span>
      );
    case "none":
      return (
        <span className="small faint">
          <Time at={news.at} />
        </span>
      );
  }
}

export function ChanceCell({ item }: { item: Item }) {
  if (!item.chance) return <span className="faint">–</span>;
  return (
    <span className={styles.two}>
      <span>{percent(item.chance.probability)}</span>
      <span>{percentRange(item.chance.low, item.chance.high)}</span>
    </span>
  );
}
