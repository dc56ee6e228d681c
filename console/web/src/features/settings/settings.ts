/** What one can set or look at here, in words: by these the parts are headed, and by these they are found. */
export type Setting = {
  /** Also the place on its page. */
  id: string;
  part: string;
  title: string;
  effect: string;
  /** What it is as long as nobody sets it. */
  usual?: string;
  /** Words that people may look for, and that do not stand on the page. */
  also?: string;
};

const ALL = {
  account: {
    part: "you",
    title: "Your account",
    effect: "Your name, your e-mail address, and what your role may do.",
    also: "profile permissions",
  },
  password: {
    part: "you",
    title: "Password",
    effect: "By which you sign in, and confirm acts that need it.",
    also: "change security login",
  },
  sessions: {
    part: "you",
    title: "Where you are signed in",
    effect:
      "End what you do not know, and change your password then. Each ends by itself after 30 minutes without use, at the latest after 12 hours.",
    also: "sessions devices sign out log out",
  },
  name: {
    part: "workspace",
    title: "Name",
    effect: "Stands at the top of every page, and in invitations.",
    usual: "the one given at the first start",
    also: "workspace company",
  },
  currency: {
    part: "workspace",
    title: "Currency",
    effect: "In which values without one are read. Three letters, such as USD.",
    usual: "EUR",
    also: "money dollar revenue",
  },
  grades: {
    part: "workspace",
    title: "Grades",
    effect: "From which score on a lead is of a grade. A change shows at once, on every list.",
    usual: "80, 50 and 20",
    also: "thresholds a b c d",
  },
  fixed: {
    part: "workspace",
    title: "Fixed",
    effect: "The horizon within which an outcome counts, and what else was settled when the workspace was made.",
    usual: "90 days",
    also: "horizon identifier demo",
  },
  qualify: {
    part: "hand-off",
    title: "When is a lead good enough?",
    effect: "A new lead whose score reaches this counts as qualified, and is handed to a seller.",
    usual: "off",
    also: "threshold qualified score hand-off",
  },
  assign: {
    part: "hand-off",
    title: "To whom does it go?",
    effect: "Who gets a qualified lead: nobody, colleagues in turn, by country, or who has least.",
    usual: "to nobody",
    also: "assignment round robin territory region load rules",
  },
  members: {
    part: "hand-off",
    title: "Who takes part?",
    effect: "Colleagues among whom qualified leads are shared.",
    usual: "nobody",
    also: "team representatives sellers",
  },
  regions: {
    part: "hand-off",
    title: "Which country goes to whom?",
    effect: "Leads of a country go to its colleague; those of other countries go in turn.",
    usual: "no country has one",
    also: "territory region",
  },
  users: {
    part: "users",
    title: "Users",
    effect: "Who may come in, and what their role lets them do.",
    usual: "the first administrator alone",
    also: "invite role deactivate colleagues people team",
  },
  keys: {
    part: "keys",
    title: "API keys",
    effect: "By these, programs come in. Each does only what it may.",
    usual: "none",
    also: "token secret permission integration",
  },
  sources: {
    part: "sources",
    title: "Sources",
    effect: "Where leads come from, and whether data is coming in.",
    also: "forms received last seen",
  },
  snippet: {
    part: "sources",
    title: "Send leads from a program",
    effect: "A request to copy that sends a lead.",
    also: "curl api website form developer",
  },
} satisfies Record<string, Omit<Setting, "id">>;

export type SettingId = keyof typeof ALL;

export const SETTINGS: Setting[] = Object.entries(ALL).map(([id, setting]) => ({ id, ...setting }));

export function setting(id: SettingId): Setting {
  return { id, ...ALL[id] };
}

/** What stands under a heading: its effect, and what it is at first. */
export function saysOf(id: SettingId): string {
  const { effect, usual } = setting(id);
  return usual === undefined ? effect : `${effect} At first: ${usual}.`;
}

/** Settings that hold each word of what is looked for, at the beginning of one of theirs, in the order of the page. */
export function findSettings(text: string, among: readonly { part: string; words: string }[]): Setting[] {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return [];
  return SETTINGS.filter((one) => {
    const part = among.find(({ part }) => part === one.part);
    if (part === undefined) return false;
    const words = wordsOf([one.title, one.effect, one.usual, one.also, part.words].join(" "));
    return wanted.every((word) => words.some((other) => other.startsWith(word)));
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
