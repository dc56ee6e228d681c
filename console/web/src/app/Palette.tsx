import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from "react";
import type { AccountPage, WorkPage } from "@/api/types";
import { useAllCommands } from "@/shared/commands/commands";
import { pseudonym } from "@/shared/format/words";
import { get } from "@/shared/http/client";
import { nameOf, usePersons } from "@/shared/persons/persons";
import { useMay } from "@/shared/session/session";
import { Key } from "@/shared/ui/Button";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { GradeMark } from "@/shared/ui/marks";
import type { Place } from "./navigation";
import styles from "./Palette.module.css";

type Entry = {
  id: string;
  group: string;
  words: string;
  more?: string;
  icon: IconName;
  sign?: ReactNode;
  keys?: string;
  run: () => void;
};

export function Palette(props: { opened: boolean; onClose: () => void; onHelp: () => void; places: Place[] }) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={600}
      padding={0}
      styles={{ body: { padding: 0 } }}
      attributes={{ content: { "aria-label": "Search and commands" } }}
    >
      <Content {...props} />
    </Modal>
  );
}

function Content({ onClose, onHelp, places }: { onClose: () => void; onHelp: () => void; places: Place[] }) {
  const navigate = useNavigate();
  const commands = useAllCommands();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [q] = useDebouncedValue(text.trim(), 120);
  const mayRead = useMay("work:read");
  const mayPersons = useMay("personal:read");
  const mayAccounts = useMay("leads:read");
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();

  const leads = useQuery({
    queryKey: ["palette", "leads", q],
    queryFn: ({ signal }) => get<WorkPage>("/v1/work", { query: { q, limit: 6 }, signal }),
    enabled: mayRead && q.length > 1,
    // Who was found is forgotten with the palette: by the next time somebody may be gone.
    gcTime: 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const accounts = useQuery({
    queryKey: ["palette", "accounts", q],
    queryFn: ({ signal }) => get<AccountPage>("/v1/accounts", { query: { q, limit: 4 }, signal }),
    enabled: mayAccounts && q.length > 1,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const items = leads.data?.items;
  const found = useMemo(() => (q.length > 1 ? (items ?? []) : []), [q, items]);
  const persons = usePersons(found);

  const wanted = text.trim().toLowerCase();
  const entries: Entry[] = useMemo(() => {
    const fits = (words: string) => wanted.split(/\s+/).every((part) => words.toLowerCase().includes(part));
    const of: Entry[] = [];
    for (const command of commands) {
      if (fits(command.words)) {
        of.push({
          id: command.id,
          group: command.group ?? "On this page",
          words: command.words,
          icon: command.icon ?? "right",
          ...(command.keys ? { keys: command.keys } : {}),
          run: command.run,
        });
      }
    }
    for (const item of found) {
      const name = nameOf(persons.get(item.lead));
      of.push({
        id: item.lead,
        group: "Leads",
        words: name ?? pseudonym(item.lead),
        ...(item.company ? { more: item.company } : {}),
        icon: "user",
        sign: <GradeMark grade={item.grade} />,
        run: () => void navigate({ to: "/leads/$lead", params: { lead: item.lead } }),
      });
    }
    for (const account of q.length > 1 ? (accounts.data?.accounts ?? []) : []) {
      of.push({
        id: `account ${account.company}`,
        group: "Accounts",
        words: account.company,
        more: `${account.leads} ${account.leads === 1 ? "lead" : "leads"}`,
        icon: "accounts",
        run: () => void navigate({ to: "/accounts/$company", params: { company: account.company } }),
      });
    }
    for (const place of places) {
      if (fits(`${place.words} ${place.also ?? ""} go to`)) {
        of.push({
          id: `go ${place.words}`,
          group: "Go to",
          words: place.words,
          icon: place.icon,
          run: () => void navigate({ to: place.to ?? "/" }),
        });
      }
    }
    if (fits("API documentation go to")) {
      of.push({
        id: "go api",
        group: "Go to",
        words: "API documentation",
        icon: "code",
        run: () => void navigate({ to: "/api" }),
      });
    }
    if (fits("keys help shortcuts"))
      of.push({ id: "help", group: "Help", words: "Keys", icon: "help", keys: "?", run: onHelp });
    return of;
  }, [wanted, commands, found, persons, accounts.data, q, places, navigate, onHelp]);

  useEffect(() => setChosen(0), [wanted]);
  const at = Math.min(chosen, Math.max(0, entries.length - 1));
  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  let group = "";
  return (
    <div className={styles.box}>
      <div className={styles.input}>
        <Icon name="search" />
        <input
          autoFocus
          data-autofocus
          type="text"
          role="combobox"
          aria-label="Search and commands"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={entries.length > 0 ? `${listId}-${at}` : undefined}
          placeholder={mayPersons ? "A name, an address, a company, a page, an act" : "A company, a page, an act"}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
              event.preventDefault();
              const by = event.key === "ArrowDown" ? 1 : -1;
              setChosen((at + by + entries.length) % Math.max(1, entries.length));
            }
            if (event.key === "Enter") {
              event.preventDefault();
              run(entries[at]);
            }
          }}
        />
        <Key>Esc</Key>
      </div>
      <div className={styles.list} ref={list} role="listbox" id={listId} aria-label="Found" tabIndex={-1}>
        {entries.map((entry, index) => {
          const heading = entry.group === group ? null : (group = entry.group);
          return (
            <div key={entry.id} role="presentation">
              {heading && (
                <div className={styles.group} role="presentation">
                  {heading}
                </div>
              )}
              <div
                id={`${listId}-${index}`}
                data-at={index}
                role="option"
                aria-selected={index === at}
                className={styles.item}
                onPointerMove={() => setChosen(index)}
                onClick={() => run(entry)}
              >
                {entry.sign ?? <Icon name={entry.icon} />}
                <span className={`${styles.words} clip`}>
                  {entry.words} {entry.more && <span className="faint">{entry.more}</span>}
                </span>
                {entry.keys && <Key>{entry.keys}</Key>}
              </div>
            </div>
          );
        })}
        {entries.length === 0 && (
          <p className={styles.none}>
            {leads.isFetching
              ? "Looking"
              : mayPersons
                ? "Nothing found. Search takes whole words of a name, whole addresses and numbers."
                : "Nothing found."}
          </p>
        )}
      </div>
    </div>
  );
}
