import { Link, type LinkProps } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import styles from "./Page.module.css";

export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · ProX`;
  }, [title]);
}

/** A page: its title, the question that it answers, what one can do here, and the answer. */
export function Page({
  title,
  question,
  tag,
  acts,
  children,
  full,
}: {
  title: string;
  question?: ReactNode;
  tag?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
  /** Fills the window; something inside scrolls. */
  full?: boolean;
}) {
  useTitle(title);
  return (
    <div className={full ? `${styles.page} ${styles.full}` : styles.page} data-full={full ? "" : undefined}>
      <div className={styles.head}>
        <div className={styles.title}>
          <h1 tabIndex={-1} className="wrap">
            {title} {tag}
          </h1>
          {question && <p>{question}</p>}
        </div>
        {acts && <div className={`${styles.acts} no-print`}>{acts}</div>}
      </div>
      {children}
    </div>
  );
}

export function Section({
  title,
  says,
  acts,
  children,
  id,
}: {
  title: string;
  says?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
  id?: string;
}) {
  return (
    <section className={styles.section} aria-label={title} id={id}>
      <div className={styles.sectionHead}>
        <div>
          <h2>{title}</h2>
          {says && <p>{says}</p>}
        </div>
        {acts && <div className={`${styles.acts} no-print`}>{acts}</div>}
      </div>
      {children}
    </section>
  );
}

export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={className ? `${styles.card} ${className}` : styles.card}>{children}</div>;
}

export type Tab = { words: string; count?: ReactNode; current: boolean } & Pick<LinkProps, "to" | "params" | "search">;

/** Tabs that are links, so that the address holds which one is open. */
export function Tabs({ label, tabs, more }: { label: string; tabs: Tab[]; more?: ReactNode }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ words, count, current, ...link }) => (
        <Link
          key={words}
          {...link}
          aria-current={current ? "page" : undefined}
          activeProps={{}}
          // Without this the router marks a tab as current too whose address is a part of the one that is open.
          activeOptions={{ exact: true }}
        >
          <span className={styles.words} data-words={words}>
            {words}
          </span>
          {count !== undefined && <span className="faint num small">{count}</span>}
        </Link>
      ))}
      {more}
    </nav>
  );
}

/** Names and what they are. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
