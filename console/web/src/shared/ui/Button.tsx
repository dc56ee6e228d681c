import { Tooltip } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";
import styles from "./Button.module.css";
import { Icon, type IconName } from "./Icon";

type Look = {
  kind?: "main" | "usual" | "plain" | "danger";
  small?: boolean;
  icon?: IconName;
  /** The key that does the same. */
  shortcut?: string;
};

export function buttonClass({ kind = "usual", small, only }: Look & { only?: boolean }, more?: string): string {
  return [
    styles.button,
    kind === "main" && styles.main,
    kind === "plain" && styles.plain,
    kind === "danger" && styles.danger,
    small && styles.small,
    only && styles.icon,
    more,
  ]
    .filter(Boolean)
    .join(" ");
}

type ButtonProps = Look & { busy?: boolean; children: ReactNode } & ComponentPropsWithRef<"button">;

export function Button({ kind, small, icon, shortcut, busy, children, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={buttonClass({ kind, small }, [busy && styles.busy, className].filter(Boolean).join(" "))}
    >
      {busy ? <Icon name="refresh" /> : icon && <Icon name={icon} />}
      {children}
      {shortcut && <Key aria-hidden="true">{shortcut}</Key>}
    </button>
  );
}

type IconButtonProps = Look & { icon: IconName; label: string; busy?: boolean } & Omit<
    ComponentPropsWithRef<"button">,
    "children" | "aria-label"
  >;

/** A button with a sign alone; its label shows when one points at it. */
export function IconButton({
  kind = "plain",
  small,
  icon,
  label,
  shortcut,
  busy,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip
      label={
        shortcut ? (
          <span className="row">
            {label} <span className="faint">{shortcut}</span>
          </span>
        ) : (
          label
        )
      }
    >
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={buttonClass({ kind, small, only: true }, [busy && styles.busy, className].filter(Boolean).join(" "))}
      >
        <Icon name={busy ? "refresh" : icon} />
      </button>
    </Tooltip>
  );
}

export function ButtonLink({
  kind,
  small,
  icon,
  children,
  ...rest
}: Look & { children: ReactNode } & Omit<LinkProps, "children">) {
  return (
    <Link {...rest} className={buttonClass({ kind, small })}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

export function Key({ children, ...rest }: { children: ReactNode } & ComponentPropsWithRef<"kbd">) {
  return (
    <kbd className={styles.key} {...rest}>
      {children}
    </kbd>
  );
}
