/** What the mock's leads did: the same for the same lead, in visits that end before `now`. */

const MINUTE = 60_000;
const DAY = 86_400_000;
const PAGES = [
  ["front page", "/"],
  ["product", "/product/scheduling"],
  ["prices", "/pricing"],
  ["customers or cases", "/customers/nordfracht"],
  ["blog or news", "/blog/loading-bays"],
  ["demo or trial", "/demo"],
];
const WAYS = ["organic search", "paid search", "e-mail", "direct", "referral"];

/** Numbers in [0, 1) that follow from a text. */
function chance(text) {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822507) ^ Math.imul(state ^ (state >>> 13), 3266489909);
    return (state >>> 0) / 4294967296;
  };
}

function deed(at, kind, words, rest) {
  const told = new Date(at).toISOString();
  return { at: told, receivedAt: told, counts: true, kind, words, channel: "browser", source: "source_web", seconds: 0, readToEnd: false, ...rest };
}

/** Newest first. */
export function activitiesOf(lead, now) {
  const next = chance(lead.id);
  const activities = [];
  const visits = Math.floor(next() * 8);
  for (let visit = 0; visit < visits; visit++) {
    let at = now - next() * next() * 60 * DAY;
    const touch = WAYS[Math.floor(next() * WAYS.length)];
    const pages = 1 + Math.floor(next() * 5);
    for (let number = 0; number < pages && at < now; number++) {
      const [topic, path] = PAGES[Math.floor(next() * PAGES.length)];
      activities.push(deed(at, "page_view", "page views", { topic, host: "www.planwerk.example", path, seconds: Math.floor(next() * 200), readToEnd: next() < 0.3, ...(number === 0 ? { touch } : {}) }));
      at += (1 + next() * 6) * MINUTE;
    }
    if (next() < 0.25 && at < now) activities.push(deed(at, "demo_request", "demo requests", { name: "Demo Requested" }));
    if (next() < 0.3 && at < now) activities.push(deed(at, "mail_open", "mails opened", { channel: "server", source: "source_mail", name: "Email Opened", campaign: "Spring news" }));
  }
  if (next() < 0.4) {
    const at = now - next() * 30 * DAY;
    const by = { kind: "scanner", words: "a mail scanner", evidence: "it followed several links of one mail within seconds", byHand: false };
    for (let link = 0; link < 3; link++) {
      activities.push(deed(at + link * 1_500, "mail_click", "clicks in mails", { channel: "server", source: "source_mail", name: "Email Link Clicked", counts: false, by }));
    }
  }
  activities.sort((one, other) => other.at.localeCompare(one.at));
  return activities.map((each, number) => ({ activity: `${lead.id}-${activities.length - number}`, ...each }));
}

export function engagementOf(lead, now) {
  const activities = activitiesOf(lead, now).filter(({ by }) => by === undefined);
  const days = new Map();
  for (const { at } of activities) {
    if (Date.parse(at) >= now - 90 * DAY) days.set(at.slice(0, 10), (days.get(at.slice(0, 10)) ?? 0) + 1);
  }
  const touches = activities.filter(({ touch }) => touch);
  return {
    lead: lead.id,
    ...(activities.length > 0 ? { first: activities.at(-1).at, last: activities[0].at } : {}),
    ...(touches.length > 0 ? { firstTouch: touches.at(-1).touch, lastTouch: touches[0].touch } : {}),
    days: [...days].sort().map(([day, count]) => ({ day, activities: count })),
  };
}
