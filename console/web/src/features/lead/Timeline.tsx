import { useState } from "react";
import { clock, dayHeading, exact } from "@/shared/format/times";
import { Button } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Delta } from "@/shared/ui/marks";
import type { Event } from "./events";
import styles from "./LeadPage.module.css";

const FEW = 14;

export function Timeline({
  events,
  chosen,
  onChoose,
}: {
  events: readonly Event[];
  chosen: number | undefined;
  onChoose: (entry: number) => void;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? events : events.slice(0, FEW);
  let heading = "";
  return (
    <div className={styles.timeline}>
      {shown.map((event) => {
        const day = dayHeading(event.at);
        const first = day !== heading;
        heading = day;
        const content = (
          <>
            <span className={styles.sign}>
              <Icon name={event.icon} size={14} />
            </span>
            <span style={{ minWidth: 0 }}>
              <span className="wrap">{event.words} </span>
              {event.score !== undefined && (
                <span className="num quiet">
                  {event.score} {event.by !== undefined && event.by !== 0 && <Delta by={event.by} />}
                </span>
              )}
              {event.more && <span className={styles.more}>{event.more}</span>}
            </span>
            <time className={styles.when} dateTime={event.at} title={exact(event.at)}>
              {clock(event.at)}
            </time>
          </>
        );
        return (
          <div key={event.key} style={{ display: "contents" }}>
            {first && <h3 className={styles.day}>{day}</h3>}
            {event.entry === undefined ? (
              <div className={styles.event}>{content}</div>
            ) : (
              <button
                type="button"
                className={styles.event}
                data-chosen={event.entry === chosen}
                aria-pressed={event.entry === chosen}
                onClick={() => event.entry !== undefined && onChoose(event.entry)}
              >
                {content}
              </button>
            )}
          </div>
        );
      })}
      {events.length > FEW && !all && (
        <div style={{ paddingTop: 8 }}>
          <Button small kind="plain" onClick={() => setAll(true)}>
            {events.length - FEW} earlier
          </Button>
        </div>
      )}
    </div>
  );
}
