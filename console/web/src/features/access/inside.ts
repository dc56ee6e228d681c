/** An address to go on to, if it is one of this console's; a link from elsewhere could name any. */
export function inside(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in") ? next : "/";
}
