/** The state of one mock installation: the company, and what was done in it since. */
import { chance, id } from "./chance.mjs";
import { BASE, contributions, logistic, simulate } from "./company.mjs";
import { HOSTILE } from "./hostile.mjs";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (time) => new Date(time).toISOString();
const round = (x, digits = 4) => Math.round(x * 10 ** digits) / 10 ** digits;

const ROLE_PERMISSIONS = {
  administrator: "*",
  operations: "self leads:read personal:read leads:write leads:export imports:read imports:write work:read work:write work:assign scores:compute models:read models:train models:promote sources:read sources:write users:read workspace:read system:read rejected:read rejected:replay",
  "data-scientist": "self leads:read work:read scores:compute models:read models:train models:promote imports:read sources:read workspace:read system:read",
  representative: "self leads:read personal:read work:read work:write models:read workspace:read",
  "privacy-officer": "self leads:read personal:read leads:delete leads:export imports:read work:read models:read sources:read users:read workspace:read system:read rejected:read audit:read",
  viewer: "self leads:read work:read models:read workspace:read",
};
const ALL = "leads:read personal:read leads:write leads:delete leads:export imports:read imports:write work:read work:write work:assign scores:compute models:read models:train models:promote sources:read sources:write users:read users:write keys:read keys:write workspace:read workspace:write system:read rejected:read rejected:replay audit:read self";
export const permissionsOf = (role) => (ROLE_PERMISSIONS[role] === "*" ? ALL : ROLE_PERMISSIONS[role]).split(" ");

const bases = new Map();
function baseOf(count, now) {
  const key = `${count}`;
  if (!bases.has(key)) bases.set(key, simulate({ leads: count, now }));
  return bases.get(key);
}

const RESULT = {
  rows: 6855, created: 6731, changed: 17, unchanged: 81, refused: 26, conflicts: 2, duplicates: 81, duplicateLines: [17, 204, 388, 391, 512],
  reasons: [
    { detail: "“Created At” is “31.02.2026”, which is no date. Fix the cell, or map the column as text.", rows: 11, lines: [214, 890, 1322, 2017, 3954] },
    { detail: "There is neither an e-mail address nor an external ID, so nobody could tell whose row it is.", rows: 9, lines: [77, 1201, 2240, 4101, 5120] },
    { detail: "“Email” is “maria.lopez@”, which is no address.", rows: 4, lines: [412, 3001, 4410, 6002] },
    { detail: "Its external ID belongs to one lead and its e-mail address to another; correct one of them, or delete the lead that is not needed.", rows: 2, lines: [5003, 5871] },
  ],
};

export function makeWorld({ leads = 20_000, now, proof, data = "full" }) {
  const base = baseOf(leads, now);
  const dice = chance(99);
  const changes = new Map(); // lead id -> what was done to it
  const said = new Map(); // lead id -> what people said of it, newest first
  const added = [];
  const listeners = new Set();
  const empty = data === "empty";
  const pool = empty ? [] : base.leads;
  const byId = new Map(pool.map((lead) => [lead.id, lead]));
  const hostile = data === "hostile";
  const evil = (lead, salt) => HOSTILE[(lead.seed + salt * 7) % HOSTILE.length];

  const champion = "model_3f9c2a71bb04";
  const quick = "model_a81d04c9e6f2";
  const challenger = "model_7be0915d2c8a";
  const estimate = (value, spread) => ({ value, low: round(value - spread), high: round(value + spread) });
  const models = data === "empty" || data === "young" ? [] : [
    {
      id: challenger, createdAt: iso(now - 7 * HOUR), trainedOn: { leads: leads * 0.8, snapshots: leads * 1.9, won: Math.round(leads * 0.11), baseRate: 0.138 }, quick: false,
      verdict: { code: "useful", words: "If you call the top 20 %, you reach 45 % of the buyers." }, rocAuc: estimate(0.732, 0.013), reach20: estimate(0.45, 0.02), state: "challenger", rulesRocAuc: 0.641, beatsRules: true,
    },
    {
      id: champion, createdAt: iso(now - 9 * DAY), trainedOn: { leads: leads * 0.76, snapshots: leads * 1.8, won: Math.round(leads * 0.105), baseRate: 0.137 }, quick: false,
      verdict: { code: "useful", words: "If you call the top 20 %, you reach 44 % of the buyers." }, rocAuc: estimate(0.727, 0.013), reach20: estimate(0.44, 0.021), state: "champion",
      promotedAt: iso(now - 9 * DAY + 2 * HOUR), promotedBy: base.users[0].id, rulesRocAuc: 0.641, beatsRules: true,
    },
    {
      id: quick, createdAt: iso(now - 10 * DAY), trainedOn: { leads: leads * 0.76, snapshots: leads * 0.76, won: Math.round(leads * 0.105), baseRate: 0.137 }, quick: true,
      verdict: { code: "useful", words: "If you call the top 20 %, you reach 41 % of the buyers." }, rocAuc: estimate(0.711, 0.02), reach20: estimate(0.41, 0.034), state: "retired",
      promotedAt: iso(now - 10 * DAY + HOUR), rulesRocAuc: 0.641, beatsRules: true,
    },
  ];
  const trainings = models.length === 0 ? [] : [
    { id: "training_5", status: "done", stage: "Done", fraction: 1, createdBy: base.users[6].id, createdAt: iso(now - 7.2 * HOUR), startedAt: iso(now - 7.2 * HOUR), endedAt: iso(now - 7 * HOUR), model: challenger },
    { id: "training_4", status: "cancelled", stage: "Testing on leads held back, part 2 of 5", fraction: 0.31, createdBy: base.users[6].id, createdAt: iso(now - 8 * HOUR), startedAt: iso(now - 8 * HOUR), endedAt: iso(now - 7.9 * HOUR) },
    { id: "training_3", status: "failed", stage: "Reading", fraction: 0.04, createdBy: base.users[6].id, createdAt: iso(now - 3 * DAY), startedAt: iso(now - 3 * DAY), endedAt: iso(now - 3 * DAY + 60_000), problem: { detail: "The process ended while it ran. Nothing was lost; start it again." } },
    { id: "training_2", status: "done", stage: "Done", fraction: 1, createdBy: "prox", createdAt: iso(now - 9 * DAY), startedAt: iso(now - 9 * DAY), endedAt: iso(now - 9 * DAY + HOUR), model: champion },
    { id: "training_1", status: "done", stage: "Done", fraction: 1, createdBy: "prox", createdAt: iso(now - 10 * DAY), startedAt: iso(now - 10 * DAY), endedAt: iso(now - 10 * DAY + HOUR / 60), model: quick },
  ];

  const rules = models.length === 0;
  const workspace = { id: "ws_shiftwise", name: hostile ? HOSTILE[10] : "Shiftwise", demo: true, createdAt: iso(now - 540 * DAY), thresholds: { a: 80, b: 50, c: 20 }, currency: "EUR", horizonDays: 90, version: 1 };
  const gradeOf = (score) => (score >= workspace.thresholds.a ? "A" : score >= workspace.thresholds.b ? "B" : score >= workspace.thresholds.c ? "C" : "D");
  const userName = (userId) => base.users.find((user) => user.id === userId)?.name;

  function stateOf(lead) {
    return { status: lead.status, statusReason: lead.statusReason, statusAt: lead.statusAt, owner: lead.owner, qualifiedBy: lead.qualifiedBy, ...changes.get(lead.id) };
  }

  function item(lead) {
    const state = stateOf(lead);
    const parts = [...lead.parts].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, 3);
    const low = Math.max(0.001, lead.probability - lead.half * 0.7);
    const high = Math.min(0.99, lead.probability + lead.half);
    const sure = high - low < 0.3;
    return {
      lead: lead.id,
      revision: 1 + (lead.seed % 9),
      version: state.version ?? 0,
      score: lead.score,
      grade: gradeOf(lead.score),
      ...(rules ? {} : { chance: { probability: round(lead.probability), low: round(low), high: round(high) } }),
      sure: rules ? false : sure,
      fit: "ABCD"[lead.seed % 4],
      engagement: 1 + (lead.seed % 4),
      reasons: parts.map((part) => ({ column: part.column, contribution: part.contribution, words: hostile ? `${part.column} is ${evil(lead, 3)}` : part.words })),
      model: rules ? "model_rules" : champion,
      rules,
      scoredAt: iso(lead.changedAt + 400),
      ...(scoreBefore(lead) === undefined ? {} : { previousScore: scoreBefore(lead) }),
      ...(lead.free ? {} : { company: hostile ? evil(lead, 1) : lead.company.domain }),
      ...(lead.values["Job title: seniority"] ? { title: hostile ? evil(lead, 2) : `${lead.values["Job title: seniority"]}, ${lead.values["Job title: department"]}` } : {}),
      values: Object.fromEntries(["Country", "Industry", "Company size: band"].filter((key) => lead.values[key]).map((key) => [key, hostile ? evil(lead, 4) : lead.values[key]])),
      sources: [hostile ? evil(lead, 5) : lead.source],
      createdAt: iso(lead.createdAt),
      changedAt: iso(Math.max(lead.changedAt, lead.createdAt)),
      ...(lead.outcome ? { outcome: lead.outcome } : {}),
      ...(state.owner ? { owner: state.owner, ownerName: hostile ? evil(lead, 6) : userName(state.owner) } : {}),
      status: state.status,
      ...(state.statusReason ? { statusReason: state.statusReason } : {}),
      ...(state.statusAt ? { statusAt: state.statusAt } : {}),
      ...(state.qualifiedBy ? { qualifiedBy: state.qualifiedBy } : {}),
    };
  }

  const sorted = new Map();
  function order(sort) {
    if (!sorted.has(sort)) {
      const by = {
        score: (a, b) => b.score - a.score || b.probability - a.probability,
        changed: (a, b) => b.changedAt - a.changedAt,
        created: (a, b) => b.createdAt - a.createdAt,
      }[sort.replace("-", "")];
      const sign = sort.startsWith("-") ? -1 : 1;
      sorted.set(sort, [...pool, ...added].filter((lead) => byId.has(lead.id)).sort(by ? (a, b) => sign * by(a, b) : (a, b) => b.score - a.score));
    }
    return sorted.get(sort);
  }

  const closedAt = (lead) => (lead.outcome ? Date.parse(lead.outcome.at) : 0);
  const qualifiedAt = (lead) => {
    const { status, statusAt } = stateOf(lead);
    return ["qualified", "converted"].includes(status) && statusAt ? Date.parse(statusAt) : 0;
  };
  /** The score of a day ago; none of a lead that is younger. */
  const scoreBefore = (lead) => (lead.createdAt < now - DAY ? Math.max(0, Math.min(100, lead.score - lead.moved)) : undefined);

  function matcher(query, me) {
    const list = (name) => (query.get(name) ? query.get(name).split(",").filter(Boolean) : []);
    const q = (query.get("q") ?? "").trim().toLowerCase();
    const grades = list("grade");
    const statuses = list("status");
    const owners = list("owner").map((owner) => (owner === "me" ? me : owner));
    const sources = query.getAll("source");
    const countries = query.getAll("country");
    const outcomes = list("outcome");
    const company = query.getAll("company");
    const ago = (name) => {
      const [, number, unit] = /^(\d+)([hdw])$/.exec(query.get(name) ?? "") ?? [];
      return number ? now - Number(number) * { h: HOUR, d: DAY, w: 7 * DAY }[unit] : undefined;
    };
    const [created, qualified, closed, waiting] = ["created", "qualified", "closed", "waiting"].map(ago);
    const risen = Number(query.get("risen") ?? 0);
    return (lead) => {
      const state = stateOf(lead);
      if (grades.length && !grades.includes(gradeOf(lead.score))) return false;
      if (statuses.length && !statuses.includes(state.status)) return false;
      if (owners.length && !owners.includes(state.owner ?? "none")) return false;
      if (sources.length && !sources.includes(lead.source)) return false;
      if (countries.length && !countries.includes(lead.values.Country)) return false;
      if (outcomes.length && !outcomes.includes(lead.outcome?.kind ?? "open")) return false;
      if (company.length && !company.includes(lead.company.domain)) return false;
      if (created && lead.createdAt < created) return false;
      if (qualified && qualifiedAt(lead) < qualified) return false;
      if (closed && closedAt(lead) < closed) return false;
      if (waiting && !(state.owner && ["claimed", "qualified"].includes(state.status) && (state.statusAt ? Date.parse(state.statusAt) : lead.changedAt) < waiting)) return false;
      if (risen && !(scoreBefore(lead) !== undefined && lead.score - scoreBefore(lead) >= risen)) return false;
      if (q) {
        const email = emailOf(lead);
        const hit = q.includes("@") ? email === q : [lead.first, lead.last].some((name) => name.toLowerCase() === q) || lead.company.domain.startsWith(q) || (lead.phone ?? "").replace(/\D/g, "") === q.replace(/\D/g, "x");
        if (!hit) return false;
      }
      return true;
    };
  }

  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^\x20-\x7e]/g, "").toLowerCase().replace(/[^a-z]/g, "");
  const emailOf = (lead) => `${plain(lead.first) || "info"}.${plain(lead.last) || lead.index}@${lead.free ? "gmail.com" : lead.company.domain}`;

  function person(lead) {
    const said = (text) => ({ text, source: lead.source, occurredAt: iso(lead.createdAt), knownAt: iso(lead.createdAt + 4000) });
    const fields = {
      "First name": said(hostile ? evil(lead, 8) : lead.first),
      "Last name": said(hostile ? evil(lead, 9) : lead.last),
      Email: said(hostile ? evil(lead, 10) : emailOf(lead)),
      Company: said(hostile ? evil(lead, 11) : lead.company.name),
    };
    if (lead.title) fields["Job title"] = said(hostile ? evil(lead, 12) : lead.title);
    if (lead.phone) fields.Phone = said(hostile ? evil(lead, 13) : lead.phone);
    if (lead.seed % 5 === 0) fields.Note = said(hostile ? evil(lead, 14) : "Saw you at the trade fair. We plan 140 people in three shifts with a spreadsheet, could you call next week?");
    return fields;
  }

  function ledger(lead) {
    const local = chance(lead.seed);
    const kinds = ["import", "api", "time", "model", "api"];
    const count = 2 + local.below(6);
    const entries = [];
    let at = lead.createdAt;
    const step = (now - lead.createdAt) / (count + 0.5);
    let previous = null;
    for (let n = 1; n <= count; n++) {
      const last = n === count;
      const drift = last ? 0 : (count - n) * 0.06 * (local.next() - 0.2);
      const parts = contributions(lead.values, -drift).map((part) => ({ ...part, words: hostile ? `${part.column} is ${evil(lead, n)}` : part.words }));
      const missing = n === 1 && count > 3 ? ["Demo requested", "Pages viewed"] : [];
      for (const part of parts) if (missing.includes(part.column)) { part.contribution = -0.15; part.words = `${part.column} is not given`; }
      const logOdds = BASE + parts.reduce((sum, part) => sum + part.contribution, 0);
      const score = last ? lead.score : Math.max(0, Math.min(100, Math.round(lead.score + (logistic(logOdds) - lead.probability) * 260)));
      const kind = n === 1 ? (lead.source === "Web form" ? "api" : "import") : kinds[local.below(kinds.length)];
      const moved = previous === null ? [] : movesOf(previous, parts);
      const probability = logistic(logOdds);
      entries.push({
        entry: n, at: iso(at), since: iso(at), asOf: iso(at),
        cause: { kind, reference: kind === "model" ? champion : kind === "import" ? "import_1" : kind === "api" ? "request_8d2" : "" },
        changed: kind === "api" && n > 1 ? [missing[0] ?? local.of(["Pages viewed", "Demo requested", "Budget"])] : n === 1 ? Object.keys(lead.values).slice(0, 6) : [],
        activities: kind === "event" ? [`${lead.id}-${n}`] : [],
        model: rules ? "model_rules" : n < 2 && count > 4 ? quick : champion, rules, score,
        ...(rules ? {} : { chance: { probability: round(probability), low: round(Math.max(0.001, probability - lead.half * 0.7)), high: round(Math.min(0.99, probability + lead.half)) } }),
        fit: "ABCD"[lead.seed % 4], engagement: 1 + (lead.seed % 4), base: BASE, sum: round(logOdds), ...(n > 1 ? { movedFrom: n - 1 } : {}), moved,
        parts, logOdds,
      });
      previous = parts;
      at += step * (0.6 + 0.8 * local.next());
    }
    return entries;
  }

  function movesOf(before, after) {
    return after
      .map((part, index) => ({ column: part.column, from: before[index].contribution, to: part.contribution, words: part.words }))
      .filter((move) => Math.abs(move.to - move.from) > 0.02)
      .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  }

  function change(lead, from) {
    const entries = ledger(lead);
    const first = Math.max(0, entries.findLastIndex((entry) => Date.parse(entry.at) <= from));
    const seen = ({ entry, at, model, rules, score, chance, base, sum }) => ({ entry, since: at, model, rules, score, ...(chance ? { chance } : {}), base, sum });
    const causes = new Map();
    for (let index = first + 1; index < entries.length; index++) {
      const { kind } = entries[index].cause;
      const one = causes.get(kind) ?? { cause: kind, times: 0, by: 0 };
      causes.set(kind, { cause: kind, times: one.times + 1, by: one.by + entries[index].score - entries[index - 1].score });
    }
    return { lead: lead.id, from: seen(entries[first]), to: seen(entries.at(-1)), causes: [...causes.values()], moved: movesOf(entries[first].parts, entries.at(-1).parts) };
  }

  function score(lead, entry) {
    const chosen = entry ?? ledger(lead).at(-1);
    return {
      lead: lead.id, model: chosen.model, rules, score: chosen.score, ...(chosen.chance ? { chance: chosen.chance, sure: chosen.chance.high - chosen.chance.low < 0.3 } : { sure: false }),
      fit: chosen.fit, engagement: chosen.engagement, asOf: chosen.asOf, computedAt: chosen.at, since: chosen.since, entry: chosen.entry, cause: chosen.cause, changed: chosen.changed, activities: chosen.activities, base: BASE, sum: round(chosen.logOdds),
      contributions: chosen.parts.map(({ column, contribution, words }) => ({ column, contribution, words })).sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    };
  }

  const imports = empty ? [] : [
    importOf("import_1", "web-form.csv", 1_963_791, "Web form", "done", now - 9 * DAY, 0),
    importOf("import_2", "webinar.csv", 827_614, "Webinar", "done", now - 9 * DAY + 5 * 60_000, 0),
    importOf("import_3", "trade-fair.csv", 385_103, "Trade fair", "done", now - 9 * DAY + 11 * 60_000, 0),
    importOf("import_4", "partner-referrals.xlsx", 148_504, "Partner referral", "done", now - 9 * DAY + 14 * 60_000, 1),
    importOf("import_5", "old-crm-dump.csv", 4_100_221, "Old CRM", "undone", now - 6 * DAY, 1),
    importOf("import_6", "broken.xlsx", 22_001, "Trade fair", "failed", now - 2 * DAY, 1),
  ].reverse();

  function importOf(importId, file, bytes, source, status, at, by) {
    return {
      id: importId, file: hostile ? HOSTILE[10] + ".csv" : file, bytes, source, status, createdBy: base.users[by ? 5 : 0].id, createdAt: iso(at), startedAt: iso(at + 60_000), endedAt: iso(at + 68_000),
      progress: { stage: status === "failed" ? "Reading" : "Done", fraction: 1, rows: RESULT.rows },
      format: { words: "CSV with commas, UTF-8, first row holds the names", encoding: "UTF-8", delimiter: ",", rows: RESULT.rows, notes: [] },
      mapping: mapping(), ...(status === "failed" ? { problem: { detail: "The workbook ends in the middle of a sheet. Save it again in your spreadsheet and send it anew." } } : { check: RESULT, result: RESULT }),
    };
  }

  function mapping() {
    const column = (name, field, samples, missing, reason, extra = {}) => ({ kind: "text", column: hostile ? HOSTILE[(name.length * 5) % HOSTILE.length] : name, field, samples: hostile ? HOSTILE.slice(0, 3) : samples, missing, reason, ...extra });
    return {
      columns: [
        column("Lead ID", "externalId", ["WF-00000002", "WF-00000003", "WF-00000006"], 0.003, "its name, and nearly every value is different"),
        column("First Name", "firstName", ["Rémi", "Jürgen", "Hannah"], 0.001, "its name"),
        column("Last Name", "lastName", ["Esnault", "Jäger", "Quilter"], 0.001, "its name"),
        column("Email", "email", ["remi.esnault@narnoracastings.example", "juergen.jaeger@felquist-software.example"], 0.001, "its name, and 6,837 of its values are addresses"),
        column("Phone", "phone", ["+33 3 53010000", "+49 221 471000000"], 0.356, "its name, and 4,149 of its values are numbers"),
        column("Company", "company", ["Narnora Castings SARL", "Felquist Software GmbH"], 0.002, "its name"),
        column("Job Title", "jobTitle", ["Alternante Finances", "Leiterin Personal"], 0.11, "its name"),
        column("Country", "country", ["France", "Germany", "Gemany"], 0.06, "its name, and 97 % of its values are countries", { warning: "18 spellings are no country that is known, such as “Gemany”. They are kept as they are." }),
        column("Industry", "industry", ["Manufacturing", "Software"], 0.24, "its name"),
        column("Employees", "companySize", ["10-49", "250-999", "Nov-50"], 0.2, "its name, and its values are ranges of numbers", { warning: "“Nov-50” is what a spreadsheet makes of “11-50”; it is read as that." }),
        column("Current Tool", "own", ["Spreadsheet", "Planovia", "ERP module"], 0.31, "no field that is known; kept as a column of your own", { name: "Current tool" }),
        column("Use Case", "own", ["Shift planning", "Field service"], 0.2, "no field that is known; kept as a column of your own", { name: "Use case" }),
        column("Demo Requested", "own", ["yes", "no"], 0.02, "no field that is known; kept as a column of your own", { name: "Demo requested" }),
        column("Pages Viewed", "own", ["3", "12", "1"], 0.4, "no field that is known; kept as a column of your own", { name: "Pages viewed" }),
        column("Created At", "createdAt", ["2025-05-23 07:54:56", "2025-05-23 08:11:21"], 0.001, "its name, and all its values are dates"),
        column("Marketing Consent", "consent", ["yes", "no"], 0, "its name"),
        column("Lawful Basis", "lawfulBasis", ["consent", "contract"], 0, "its name"),
        column("Owner", "owner", ["Jonas Adeyemi", "Rafael Mendes"], 0.01, "its name, and its values are few"),
        column("Stage", "skip", ["Closed Lost", "Closed Won", "Contacted"], 0, "it may know the outcome: nearly each of its values goes with one outcome", { warning: "Stages change with the outcome. A model that sees them looks better than it is, so the column is left out." }),
        column("Outcome", "outcome", ["lost", "won"], 0.26, "its name, and its values are won and lost"),
        column("Closed At", "outcomeAt", ["2025-07-20 10:23:40"], 0.26, "its name, and it is given where there is an outcome"),
        column("Contract Value", "value", ["24711.90"], 0.81, "its name, and it is given for won leads alone"),
      ],
      outcome: { won: ["won"], lost: ["lost"], open: ["pending", "open"] },
      dateOrder: "day-month-year",
      currency: "EUR",
    };
  }

  const keys = [
    { id: "key_1", name: hostile ? HOSTILE[1] : "Website form", lastFour: "9f2c", permissions: ["leads:write"], createdBy: base.users[5].id, createdAt: iso(now - 200 * DAY), expiresAt: iso(now + 165 * DAY), usedAt: iso(now - 40_000) },
    { id: "key_2", name: "Data warehouse", lastFour: "01ab", permissions: ["leads:read", "models:read", "scores:compute"], createdBy: base.users[0].id, createdAt: iso(now - 90 * DAY), expiresAt: iso(now + 9 * DAY), usedAt: iso(now - 5 * HOUR) },
    { id: "key_3", name: "Old form", lastFour: "77e0", permissions: ["leads:write"], createdBy: base.users[0].id, createdAt: iso(now - 400 * DAY), expiresAt: iso(now - 35 * DAY), usedAt: iso(now - 36 * DAY), revokedAt: iso(now - 35 * DAY) },
  ];
  const sources = empty ? [] : [["Web form", 34], ["Content download", 24], ["Webinar", 16], ["Outbound list", 14], ["Trade fair", 7], ["Partner referral", 5]].map(([name, share], index) => ({
    id: `source_${index + 1}`, name: hostile ? HOSTILE[index] : name, createdAt: iso(now - 540 * DAY), leads: Math.round((leads * share) / 100), lastSeenAt: iso(now - [60_000, 20 * 60_000, 3 * DAY, 8 * DAY, 21 * DAY, 2 * DAY][index]), received24h: [61, 38, 0, 0, 0, 0][index], refused24h: [0, 3, 0, 0, 0, 0][index],
  }));
  const rejected = empty ? [] : Array.from({ length: 23 }, (_, n) => ({
    id: `rejected_${n + 1}`, consumer: n % 3 ? "scoring-leads" : "console-scores", topic: n % 3 ? "leads" : "scores", partition: n % 12, offset: 88_120 + n * 31,
    problem: n % 4 === 3 ? "malformed-fact" : "unexpected", title: n % 4 === 3 ? "A record of the log is no fact of its topic" : "Something went wrong on our side", detail: hostile ? HOSTILE[n % HOSTILE.length] : n % 4 === 3 ? "A record of the log is no fact of its topic: unknown type “lead-renamed”." : "The value “2026-13-40” of “Created at” is no date.",
    version: "0.1.0", rejectedAt: iso(now - n * 7 * HOUR - 900_000), ...(n > 18 ? { replayedAt: iso(now - n * 6 * HOUR) } : {}),
  }));
  const kept = empty ? [] : Array.from({ length: 17 }, (_, n) => ({
    id: `event_${String(90 - n).padStart(4, "0")}`, stage: n % 5 === 0 ? "partly" : n % 3 ? "refused" : "rejected", source: "source_1", channel: n % 2 ? "browser" : "server", receivedAt: iso(now - n * 5 * HOUR - 400_000), network: "203.0.113.0/24",
    reason: n % 5 === 0 ? "It was taken without what cannot be read." : n % 3 ? "It was refused at the door." : "Another event came before under the same messageId.",
    faults: n % 5 === 0 ? [{ pointer: "/traits/email", detail: "is no e-mail address" }] : n % 3 ? [{ pointer: "/event", detail: "is missing; say what was done" }, ...(hostile ? [{ pointer: HOSTILE[n % HOSTILE.length], detail: HOSTILE[(n + 3) % HOSTILE.length] }] : [])] : [],
    version: "0.1.0", ...(n > 13 ? { replayedAt: iso(now - n * 4 * HOUR) } : {}),
  }));
  const ACTIONS = ["session.started", "personal.read", "work.handed-off", "assignment.changed", "import.started", "import.undone", "model.promoted", "key.made", "user.invited", "workspace.changed", "work.exported", "session.refused"];
  const audit = Array.from({ length: empty ? 3 : 640 }, (_, n) => {
    const number = (empty ? 3 : 640) - n;
    const user = base.users[dice.below(6)];
    const action = empty ? ["session.started", "user.invited", "workspace.changed"][n] : dice.of(ACTIONS);
    return { number, at: iso(now - n * 41 * 60_000 - 12_000), actor: user.id, actorName: hostile ? HOSTILE[n % HOSTILE.length] : user.name, action, subject: hostile ? HOSTILE[(n + 4) % HOSTILE.length] : action.startsWith("personal") || action.startsWith("work.") ? base.leads[dice.below(1000)].id : action.startsWith("import") ? "import_3" : action.startsWith("model") ? champion : "", detail: hostile ? { note: HOSTILE[(n + 9) % HOSTILE.length] } : action === "personal.read" ? { leads: String(1 + dice.below(40)) } : action === "work.status" ? { from: "claimed", to: "contacted" } : {}, origin: `10.0.0.${1 + dice.below(200)}` };
  });
  const views = [
    { id: "view_hot", name: hostile ? HOSTILE[10] : "Hot in Germany", query: "country=Germany&grade=A&status=new%2Cclaimed", shared: true, mine: false, position: 1 },
    { id: "view_partner", name: hostile ? HOSTILE[0] : "Partners", query: "source=Partner+referral&status=new%2Cclaimed%2Ccontacted", shared: false, mine: true, position: 2 },
  ];
  const assignment = { threshold: 85, mode: "round-robin", regions: { Germany: base.owners[0].id, France: base.owners[1].id }, members: base.owners.slice(0, 3).map((user) => user.id), waiting: 12, version: 1 };

  function arrive(count = 1) {
    const ids = [];
    for (let n = 0; n < count; n++) {
      const model = base.leads[dice.below(base.leads.length)];
      const values = { ...model.values, "Demo requested": "yes" };
      const parts = contributions(values);
      const logOdds = BASE + parts.reduce((sum, part) => sum + part.contribution, 0);
      const lead = { ...model, id: id("lead", dice, 20), seed: dice.below(2 ** 31), values, parts, logOdds, probability: logistic(logOdds), score: dice.hit(0.5) ? 97 + dice.below(4) : dice.below(100), createdAt: Date.now(), changedAt: Date.now(), status: "new", owner: undefined, outcome: undefined, statusReason: undefined, statusAt: undefined, qualifiedBy: undefined, moved: 0 };
      added.push(lead);
      byId.set(lead.id, lead);
      ids.push(lead.id);
    }
    sorted.clear();
    tell(ids);
    return ids;
  }

  function drop(lead) {
    byId.delete(lead);
    sorted.clear();
    tell([lead]);
  }

  function shift() {
    const lead = pool[dice.below(Math.min(pool.length, 400))];
    if (!lead) return [];
    lead.moved = 3 + dice.below(9);
    lead.changedAt = Date.now();
    tell([lead.id]);
    return [lead.id];
  }

  function tell(ids) {
    for (const listener of listeners) listener("work", { leads: ids, at: new Date().toISOString() });
  }

  const sessions = [
    { id: "session_1", client: "Chromium on Linux", createdAt: iso(now - 2 * HOUR), seenAt: iso(now), current: true },
    { id: "session_2", client: hostile ? HOSTILE[2] : "Safari on iPhone", createdAt: iso(now - 3 * DAY), seenAt: iso(now - 9 * HOUR), current: false },
  ];

  return {
    now, data, base, changes, said, byId, order, matcher, item, person, ledger, change, score, models, trainings, workspace, gradeOf, userName, imports, importOf, mapping, RESULT,
    keys, sources, rejected, kept, audit, views, assignment, sessions, columnChoices: { leaveOut: [], keep: [] }, users: base.users.map((user) => ({ ...user, ...(hostile ? { name: HOSTILE[user.name.length % HOSTILE.length] } : {}) })), owners: base.owners, listeners, arrive, drop, shift, tell, stateOf, qualifiedAt, closedAt, champion, challenger, quick, proof, emailOf, empty, dice, hostile, iso,
  };
}
