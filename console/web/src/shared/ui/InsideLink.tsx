import { useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A link whose address came with the data, such as `/work?grade=A`; any other than to a page of ours is plain text. */
export function InsideLink({ href, className, children }: { href: string; className?: string; children: ReactNode }) {
  const router = useRouter();
  if (!/^\/(?![/\\])/.test(href)) return <span className={className}>{children}</span>;
  return (
    <a
      href={href}
      className={className}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        router.history.push(href);
      }}
    >
      {children}
    </a>
  );
}
