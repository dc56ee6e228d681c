import { TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { Icon } from "@/shared/ui/Icon";
import { Empty } from "@/shared/ui/States";
import { findSettings } from "./settings";
import styles from "./Settings.module.css";

/** Finds settings of all parts; while it shows them, what stands below is out of sight and keeps what was typed. */
export function Search({
  text,
  onText,
  parts,
  children,
}: {
  text: string;
  onText: (text: string) => void;
  parts: readonly { part: string; words: string }[];
  children: ReactNode;
}) {
  const searching = text.trim() !== "";
  const found = findSettings(text, parts);
  return (
    <>
      <div role="search" aria-label="Find a setting" style={{ maxWidth: 360 }}>
        <TextInput
          type="search"
          data-page-search
          aria-label="Search settings"
          placeholder="Search settings"
          leftSection={<Icon name="search" />}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </div>
      <div role="status" className="unseen">
        {searching ? `${found.length} found` : ""}
      </div>
      {searching &&
        (found.length === 0 ? (
          <Empty icon="search" title="No setting fits">
            A search takes words of a setting's name and of what it does. What the whole installation does is set in its
            configuration, by whoever runs it.
          </Empty>
        ) : (
          <ul className={styles.found} aria-label="Settings that fit">
            {found.map((one) => (
              <li key={one.id}>
                <Link to="/settings/$part" params={{ part: one.part }} hash={one.id} onClick={() => onText("")}>
                  <b>{one.title}</b>
                  <span className="small faint">{parts.find(({ part }) => part === one.part)?.words}</span>
                  <span className={styles.effect}>{one.effect}</span>
                  {one.usual !== undefined && <span className={styles.effect}>At first: {one.usual}.</span>}
                </Link>
              </li>
            ))}
          </ul>
        ))}
      <div hidden={searching}>{children}</div>
    </>
  );
}

/** Brings the place that the address names into view, once it is there. */
export function useNamedPlace(place: string): void {
  const shown = useRef("");
  useEffect(() => {
    if (place === "") {
      shown.current = "";
      return;
    }
    const show = () => {
      const found = shown.current === place ? null : document.getElementById(place);
      if (!found) return false;
      shown.current = place;
      found.scrollIntoView({ block: "start" });
      return true;
    };
    if (shown.current === place || show()) return;
    // What a part shows is asked for first.
    const watcher = new MutationObserver(() => {
      if (show()) watcher.disconnect();
    });
    watcher.observe(document.body, { childList: true, subtree: true });
    return () => watcher.disconnect();
  }, [place]);
}
