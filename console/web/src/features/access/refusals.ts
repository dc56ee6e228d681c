/**
 * Why one has to sign in again, or why that did not go well with the provider, in words. Nothing of what an address says
 * is shown.
 */
const REFUSALS: Record<string, (name: string) => string> = {
  idle: () => "Nobody used the page for 30 minutes, so you were signed out. Sign in to go on where you were.",
  "not-begun": () => "The sign-in was not begun in this browser, or took too long. Try again.",
  cancelled: (name) => `You did not sign in with ${name}.`,
  denied: (name) => `${name} does not let you in here. Ask an administrator.`,
  unreachable: (name) => `${name} does not answer. Try again in a minute.`,
  "other-issuer": (name) =>
    `${name} calls itself otherwise than ProX is told. An administrator must correct the setting of the issuer.`,
  unsuitable: (name) =>
    `${name} lacks something that ProX needs for a safe sign-in. An administrator finds in the log what it is.`,
  "client-refused": (name) =>
    `${name} does not know this ProX. An administrator must correct the settings of the client's identifier and secret.`,
  unreadable: (name) => `${name} answered something that ProX cannot read. Try again, or tell an administrator.`,
  "not-proven": (name) => `What ${name} answered does not prove who you are. Try again, or tell an administrator.`,
  "unverified-email": (name) =>
    `${name} does not vouch for your e-mail address, so ProX cannot tell which account is yours. Ask an administrator.`,
  "not-invited": () => "You have no account here. Ask an administrator to invite you.",
  taken: (name) => `The account with your e-mail address is another person's at ${name}. Ask an administrator.`,
  deactivated: () => "Your account is deactivated. Ask an administrator to let you in again.",
  "not-fresh": (name) =>
    `${name} did not ask you again who you are, or does not say so. You are still signed in; nothing was done.`,
  "another-person": () => "That was another person than the one who is signed in. Nothing was done.",
  "too-many": () => "Too many sign-ins from your network went wrong. Wait a few minutes.",
};

/** @param name of the provider */
export function refusalWords(code: string, name: string): string {
  const words = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  return words?.(name) ?? "The sign-in did not go well. Try again.";
}
