import type { Item } from "@/api/types";
import { shownText, type Person } from "@/shared/persons/persons";
import { Owner, StatusMark, Time } from "@/shared/ui/marks";
import type { GridColumn } from "@/shared/ui/Grid";
import { disqualifyWords } from "@/shared/work/StatusMenu";
import { ChanceCell, NameCell, NewsCell, ScoreCell, WhyCell } from "./cells";
import styles from "./WorkList.module.css";

const value = (id: string, title: string, name: string, size: number): GridColumn<Item> => ({
  id,
  title,
  size,
  hidden: true,
  cell: (item) => {
    const text = Object.hasOwn(item.values, name) ? item.values[name] : undefined;
    return text === undefined ? (
      <span className="faint">–</span>
    ) : (
      <span className="clip" style={{ display: "block" }} title={shownText(text)}>
        {shownText(text)}
      </span>
    );
  },
});

export function columnsOf(
  me: string,
  persons: ReadonlyMap<string, Person>,
  options: { outcome: boolean },
): GridColumn<Item>[] {
  return [
    { id: "score", title: "Score", size: 80, sort: "score", fixed: true, cell: (item) => <ScoreCell item={item} /> },
    {
      id: "name",
      title: "Who",
      size: 168,
      grow: 1,
      fixed: true,
      cell: (item) => <NameCell item={item} person={persons.get(item.lead)} />,
    },
    { id: "why", title: "Why", size: 190, grow: 1.7, cell: (item) => <WhyCell item={item} /> },
    { id: "new", title: "What is new", size: 118, sort: "changed", cell: (item) => <NewsCell item={item} /> },
    {
      id: "chance",
      title: "Chance",
      size: 96,
      align: "right",
      hidden: true,
      cell: (item) => <ChanceCell item={item} />,
    },
    {
      id: "fit",
      title: "Fit",
      size: 64,
      hidden: true,
      cell: (item) => <span className="num">{[item.fit, item.engagement].filter(Boolean).join("") || "–"}</span>,
    },
    value("country", "Country", "Country", 120),
    value("industry", "Industry", "Industry", 130),
    value("size", "Company size", "Company size: band", 110),
    {
      id: "source",
      title: "Source",
      size: 130,
      hidden: !options.outcome,
      cell: (item) => (
        <span className="clip" style={{ display: "block" }} title={item.sources.map(shownText).join(", ")}>
          {item.sources.map(shownText).join(", ")}
        </span>
      ),
    },
    {
      id: "created",
      title: "Came in",
      size: 110,
      sort: "created",
      hidden: !options.outcome,
      cell: (item) => <Time at={item.createdAt} />,
    },
    {
      id: "owner",
      title: "Owner",
      size: 112,
      cell: (item) => (
        <Owner name={item.ownerName === undefined ? undefined : shownText(item.ownerName)} me={item.owner === me} />
      ),
    },
    {
      id: "status",
      title: "Status",
      size: 112,
      cell: (item) => (
        <span
          className={styles.two}
          title={item.statusReason ? disqualifyWords(shownText(item.statusReason)) : undefined}
        >
          <StatusMark status={item.status} />
          {item.statusReason && <span>{disqualifyWords(shownText(item.statusReason))}</span>}
        </span>
      ),
    },
  ];
}
