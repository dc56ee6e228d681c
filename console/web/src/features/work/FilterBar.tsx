import { Menu, Popover, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Item, WorkCounts } from "@/api/types";
import { listOf } from "@/shared/format/search";
import { shortCount } from "@/shared/format/numbers";
import { STATUS_WORDS } from "@/shared/format/words";
import { colleaguesQuery, useMay, useSession } from "@/shared/session/session";
import { Button, Key } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { GradeMark, StatusSign } from "@/shared/ui/marks";
import { SearchInput } from "@/shared/ui/SearchInput";
import { sourcesQuery } from "./api";
import styles from "./FilterBar.module.css";
import {
  CREATED_WORDS,
  FILTER_WORDS,
  GRADES,
  OUTCOME_WORDS,
  RISEN_WORDS,
  STATUSES,
  toggled,
  valuesOf,
  valueWords,
  WAITING_WORDS,
  type Filters,
  type FilterName,
} from "./filters";

type Chosen = Exclude<FilterName, "q" | "sort" | "grade">;
const CHIPS: Chosen[] = [
  "status",
  "owner",
  "source",
  "country",
  "company",
  "created",
  "outcome",
  "qualified",
  "closed",
  "waiting",
  "risen",
];
/** Of which one value at a time makes sense. */
const SINGLE: Chosen[] = ["created", "qualified", "closed", "waiting", "risen"];

export function FilterBar({
  filters,
  onFilter,
  counts,
  items,
  end,
}: {
  filters: Filters;
  onFilter: (change: Filters) => void;
  counts: WorkCounts | undefined;
  items: readonly Item[];
  end?: ReactNode;
}) {
  const byPerson = useMay("personal:read");
  const [opened, setOpened] = useState<Chosen | undefined>();
  const { user } = useSession();
  const { data: colleagues } = useQuery(colleaguesQuery);
  const ownerName = (owner: string) =>
    owner === user.id ? "You" : (colleagues?.find((colleague) => colleague.id === owner)?.name ?? owner);
  const set = CHIPS.filter((name) => filters[name] !== undefined || name === opened);
  const open = CHIPS.filter((name) => filters[name] === undefined);
  const grades = listOf(filters.grade);

  return (
    <div className={styles.bar} role="search" aria-label="Narrow the list">
      <SearchInput
        label={
          byPerson
            ? "Search leads by a name, an e-mail address, a phone number or a company"
            : "Search leads by a company"
        }
        placeholder={byPerson ? "Person or company" : "Company"}
        value={filters.q ?? ""}
        onSearch={(q) => onFilter({ q: q === "" ? undefined : q })}
      />
      <div className={styles.grades} role="group" aria-label="Grades">
        {GRADES.map((grade) => (
          <button
            key={grade}
            type="button"
            aria-pressed={grades.includes(grade)}
            data-off={grades.length > 0 && !grades.includes(grade)}
            onClick={() => onFilter({ grade: toggled("grade", filters.grade, grade) })}
          >
            <GradeMark grade={grade} />
            {counts ? shortCount(counts.byGrade[grade] ?? 0) : "–"}
          </button>
        ))}
      </div>
      {set.map((name) => (
        <span key={name} className={styles.chip}>
          <Popover
            opened={opened === name}
            onChange={(now) => setOpened(now ? name : undefined)}
            position="bottom-start"
            trapFocus
            returnFocus
          >
            <Popover.Target>
              <button type="button" onClick={() => setOpened(opened === name ? undefined : name)}>
                <span className="quiet">{FILTER_WORDS[name]}</span>
                <span className="clip">{filters[name] ? valueWords(name, filters[name], ownerName) : "choose"}</span>
                <Icon name="down" size={12} />
              </button>
            </Popover.Target>
            <Popover.Dropdown aria-label={FILTER_WORDS[name]}>
              <Options
                name={name}
                value={filters[name]}
                items={items}
                onChange={(value) => onFilter({ [name]: value })}
                onDone={() => setOpened(undefined)}
              />
            </Popover.Dropdown>
          </Popover>
          <button
            type="button"
            className={styles.off}
            aria-label={`Remove the filter ${FILTER_WORDS[name]}`}
            onClick={() => {
              setOpened(undefined);
              onFilter({ [name]: undefined });
            }}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      {open.length > 0 && (
        <Menu position="bottom-start" width={180}>
          <Menu.Target>
            <Button kind="plain" icon="filter">
              Filter
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {open.map((name) => (
              <Menu.Item key={name} onClick={() => setTimeout(() => setOpened(name), 0)}>
                {FILTER_WORDS[name]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {end && <div className={styles.end}>{end}</div>}
    </div>
  );
}

function Options({
  name,
  value,
  items,
  onChange,
  onDone,
}: {
  name: Chosen;
  value: string | undefined;
  items: readonly Item[];
  onChange: (value: string | undefined) => void;
  onDone: () => void;
}) {
  const maySources = useMay("sources:read");
  const { user } = useSession();
  const { data: colleagues } = useQuery({ ...colleaguesQuery, enabled: name === "owner" });
  const { data: sources } = useQuery({ ...sourcesQuery, enabled: name === "source" && maySources });
  const [text, setText] = useState(name === "company" ? (value ?? "") : "");
  const chosen = valuesOf(name, value);

  const known = (): [string, ReactNode][] => {
    switch (name) {
      case "status":
        return STATUSES.map((status) => [
          status,
          <span className="row" key={status}>
            <StatusSign status={status} /> {STATUS_WORDS[status]}
          </span>,
        ]);
      case "owner":
        return [
          ["me", "You"],
          ["none", "Nobody"],
          ...(colleagues ?? [])
            .filter((one) => one.id !== user.id)
            .map((one): [string, ReactNode] => [one.id, one.name]),
        ];
      case "source":
        return distinct([
          ...(sources?.sources.map((source) => source.name) ?? []),
          ...items.flatMap((item) => item.sources),
          ...chosen,
        ]);
      case "country":
        return distinct([...items.flatMap((item) => item.values["Country"] ?? []), ...chosen]);
      case "outcome":
        return Object.entries(OUTCOME_WORDS);
      case "created":
      case "qualified":
      case "closed":
        return Object.entries(CREATED_WORDS);
      case "waiting":
        return Object.entries(WAITING_WORDS);
      case "risen":
        return Object.entries(RISEN_WORDS);
      case "company":
        return [];
    }
  };

  if (name === "company") {
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChange(text.trim() === "" ? undefined : text.trim().toLowerCase());
          onDone();
        }}
        style={{ padding: 6 }}
      >
        <TextInput
          label="Company"
          description="Its domain, such as acme.example"
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          rightSection={<Key>↵</Key>}
        />
      </form>
    );
  }
  const single = SINGLE.includes(name);
  const options = known().filter(([option]) => option.toLowerCase().includes(text.trim().toLowerCase()));
  const long = known().length > 8 || name === "country";
  return (
    <div>
      {long && (
        <form
          style={{ padding: 4 }}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") onChange(toggled(name, value, text.trim()));
            setText("");
          }}
        >
          <TextInput
            aria-label={`Find: ${FILTER_WORDS[name]}`}
            placeholder="Find or type"
            size="xs"
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </form>
      )}
      <div className={styles.options} role="group" aria-label={FILTER_WORDS[name]}>
        {options.map(([option, words], index) => (
          <label key={option} className={styles.option}>
            <input
              type={single ? "radio" : "checkbox"}
              name={name}
              data-autofocus={(!long && index === 0) || undefined}
              checked={chosen.includes(option)}
              onChange={() => onChange(single ? option : toggled(name, value, option))}
            />
            <span className="clip">{words}</span>
          </label>
        ))}
        {options.length === 0 && (
          <p className="small quiet" style={{ padding: 8 }}>
            {text === "" ? "Nothing to choose yet." : "Press Enter to take it as it is."}
          </p>
        )}
      </div>
    </div>
  );
}

function distinct(names: string[]): [string, ReactNode][] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b)).map((name) => [name, name]);
}
