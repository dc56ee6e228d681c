/**
 * Answers like ProX, from an invented company, for developing and testing the pages without the back end.
 *
 * node mock/server.mjs [--port 5174] [--leads 20000] [--live] [--now 2026-11-24T08:00:00Z] [--pages dist]
 *
 * A page chooses what it wants to see by cookies: `mock_world` (any name: a world of its own), `mock_data` (full,
 * empty, young, hostile), `mock_role`, `mock_fail` (paths that fail, by prefix, with commas), `mock_slow`
 * (milliseconds).
 */
import { createServer } from "node:http";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { activitiesOf, engagementOf } from "./behaviour.mjs";
import { makeWorld, permissionsOf } from "./world.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const option = (name, usual) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : process.argv[at + 1];
};
const port = Number(option("port", 5174));
const leads = Number(option("leads", 20000));
const dist = resolve(option("pages", join(here, "..", "dist")));
const live = process.argv.includes("--live");
const now = process.argv.includes("--now") ? Date.parse(option("now")) : Date.now();
const proof = JSON.parse(readFileSync(join(here, "proof.json"), "utf8"));
const description = JSON.parse(readFileSync(join(here, "..", "src", "api", "openapi.json"), "utf8"));

export const POLICY = (nonce) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'`;

const worlds = new Map();
function worldOf(cookies) {
  const data = cookies.mock_data ?? "full";
  const key = `${cookies.mock_world ?? "shared"}/${data}`;
  if (!worlds.has(key)) worlds.set(key, makeWorld({ leads, now, proof, data }));
  return worlds.get(key);
}

class Trouble extends Error {
  constructor(status, type, title, detail, errors = [], headers = {}) {
    super(detail);
    Object.assign(this, { status, type, title, detail, errors, headers });
  }
}
const missing = (detail = "There is nothing at this address.") => new Trouble(404, "not-found", "There is no such thing, or not for you", detail);
const invalid = (detail, errors) => new Trouble(400, "invalid-request", "The request is not as it must be", detail, errors);
const conflict = (detail) => new Trouble(409, "conflict", "It was changed meanwhile, or stands against something else", detail);

const routes = [];
const on = (method, pattern, permission, handler) => {
  const names = [];
  const expression = new RegExp(`^${pattern.replace(/\{(\w+)\}/g, (_, name) => (names.push(name), "([^/]+)"))}$`);
  routes.push({ method, pattern, expression, names, permission, handler });
};

const page = (list, query, name, extra = {}) => {
  const limit = Math.min(200, Number(query.get("limit") ?? 50));
  const start = query.get("after") ? Number(query.get("after").slice(1)) : 0;
  const part = list.slice(start, start + limit);
  return { [name]: part, ...(start + limit < list.length ? { next: `c${start + limit}` } : {}), ...extra };
};

// ---- access ------------------------------------------------------------------------------------------------

const sessionOf = (context) => {
  const user = context.user;
  return {
    user: { id: user.id, name: user.name, email: user.email, role: user.role, hasPassword: context.cookies?.mock_password !== undefined, hasProvider: context.cookies?.mock_provider !== undefined },
    permissions: permissionsOf(user.role),
    workspace: { id: context.world.workspace.id, name: context.world.workspace.name, demo: context.world.workspace.demo },
    version: "0.1.0",
  };
};
const signIn = (context, user) => {
  context.headers["Set-Cookie"] = `prox=${user.id}; Path=/; HttpOnly; SameSite=Lax`;
  return sessionOf({ ...context, user });
};
const failures = new Map();
on("POST", "/v1/session", null, (context) => {
  const { email, password } = context.body;
  const tries = failures.get(email) ?? 0;
  if (tries >= 5) throw new Trouble(429, "too-many-requests", "Too many tries", "Wait a minute, then try again.", [], { "Retry-After": "60" });
  const user = context.world.users.find((other) => other.email === email && other.status === "active");
  if (!user || password !== "correct horse battery") {
    failures.set(email, tries + 1);
    throw new Trouble(401, "sign-in-failed", "That is no address and password of an account", "Check both. A forgotten password can be reset by an administrator.");
  }
  return signIn(context, user);
});
on("GET", "/v1/session", "self", sessionOf);
on("POST", "/v1/session/confirm", "self", (context) => {
  if (context.body.password !== "correct horse battery") throw new Trouble(401, "sign-in-failed", "The e-mail address or the password is not right", "This is not your password.");
  context.headers["Set-Cookie"] = "mock_confirmed=1; Path=/";
  return sessionOf(context);
});
on("DELETE", "/v1/session", "self", (context) => {
  context.headers["Set-Cookie"] = "prox=; Path=/; Max-Age=0";
  return null;
});
on("GET", "/v1/sign-in", null, ({ cookies }) => ({ local: true, ...(cookies.mock_provider ? { provider: { name: decodeURIComponent(cookies.mock_provider), path: "/v1/sign-in/provider" } } : {}) }));
on("GET", "/v1/sign-in/provider", null, (context) => {
  signIn(context, context.world.users[0]);
  Object.assign(context.headers, { status: 303, Location: context.query.get("next") ?? "/" });
  return {};
});
on("POST", "/v1/session/confirm/provider", "self", (context) => {
  context.headers["Set-Cookie"] = "mock_confirmed=1; Path=/";
  return { location: context.body.next };
});
const LINKS = { demo: "first-sign-in", first: "first-sign-in", invited: "invitation", reset: "password-reset" };
on("GET", "/v1/links/{secret}", null, ({ params, world }) => {
  if (!LINKS[params.secret]) throw missing("This link was used, is too old, or never was.");
  return { purpose: LINKS[params.secret], email: world.users[0].email, name: params.secret === "invited" ? "" : world.users[0].name, workspace: world.workspace.name, passwordOptional: params.secret === "demo" };
});
on("POST", "/v1/links/{secret}", null, (context) => {
  if (!LINKS[context.params.secret]) throw missing("This link was used, is too old, or never was.");
  const { password } = context.body;
  if (password === undefined && context.params.secret !== "demo") throw invalid("One thing is not as it must be.", [{ pointer: "#/password", detail: "is missing" }]);
  if (password !== undefined && password.length < 10) throw invalid("One thing is not as it must be.", [{ pointer: "#/password", detail: "is shorter than 10 characters" }]);
  if (password === "correct horse") throw invalid("One thing is not as it must be.", [{ pointer: "#/password", detail: "is easy to guess: it is among the passwords that are tried first; three or four words that have nothing to do with one another are better" }]);
  return signIn(context, context.world.users[0]);
});
on("GET", "/v1/sessions", "self", ({ world }) => ({ sessions: world.sessions }));
on("DELETE", "/v1/sessions/{id}", "self", ({ world, params }) => {
  world.sessions.splice(world.sessions.findIndex((session) => session.id === params.id), 1);
  return null;
});
on("PUT", "/v1/password", "self", ({ body }) => {
  if (body.current !== "correct horse battery") throw invalid("The present password is another one.", [{ pointer: "#/current", detail: "is not your password" }]);
  return null;
});
on("GET", "/v1/users", "users:read", ({ world }) => ({ users: world.users }));
on("POST", "/v1/users", "users:write", ({ world, body }) => {
  if (!/^\S+@\S+\.\S+$/.test(body.email ?? "")) throw invalid("The address cannot be used.", [{ pointer: "#/email", detail: "is no e-mail address" }]);
  if (world.users.some((user) => user.email === body.email)) throw conflict("Somebody has this address already.");
  const user = { id: `user_${randomBytes(5).toString("hex")}`, name: body.name, email: body.email, role: body.role, status: "invited", hasProvider: false, createdAt: new Date().toISOString() };
  world.users.push(user);
  return { user, link: "/sign-in/link/invited" };
});
const userOf = (world, params) => world.users.find((user) => user.id === params.id) ?? (() => { throw missing("No such user."); })();
on("PATCH", "/v1/users/{id}", "users:write", ({ world, params, body }) => Object.assign(userOf(world, params), { role: body.role }));
on("POST", "/v1/users/{id}/reset", "users:write", ({ world, params }) => (userOf(world, params), { link: "/sign-in/link/reset" }));
on("POST", "/v1/users/{id}/deactivate", "users:write", ({ world, params }) => ({ user: Object.assign(userOf(world, params), { status: "deactivated" }), keys: world.keys.filter((key) => key.createdBy === params.id && !key.revokedAt) }));
on("POST", "/v1/users/{id}/reactivate", "users:write", ({ world, params }) => ({ user: Object.assign(userOf(world, params), { status: "invited" }), link: "/sign-in/link/invited" }));
on("GET", "/v1/colleagues", "work:read", ({ world }) => ({ colleagues: world.users.filter((user) => user.status === "active" && ["representative", "administrator", "operations"].includes(user.role)).map(({ id, name }) => ({ id, name })) }));
on("GET", "/v1/keys", "keys:read", ({ world }) => ({ keys: world.keys }));
on("POST", "/v1/keys", "keys:write", ({ world, body, user }) => {
  const secret = `${world.workspace.id}.${randomBytes(20).toString("hex")}`;
  const key = { id: `key_${world.keys.length + 1}`, name: body.name, lastFour: secret.slice(-4), permissions: body.permissions, createdBy: user.id, createdAt: new Date().toISOString(), ...(body.expiresAt ? { expiresAt: body.expiresAt } : {}) };
  world.keys.unshift(key);
  return { key, secret };
});
on("DELETE", "/v1/keys/{id}", "keys:write", ({ world, params }) => {
  const key = world.keys.find((other) => other.id === params.id);
  if (!key) throw missing("No such key.");
  key.revokedAt = new Date().toISOString();
  return null;
});
on("GET", "/v1/workspace", "workspace:read", ({ world }) => world.workspace);
on("PATCH", "/v1/workspace", "workspace:write", ({ world, body }) => {
  const { a, b, c } = { ...world.workspace.thresholds, ...body.thresholds };
  if (!(a > b && b > c)) throw invalid("The thresholds do not fall.", [{ pointer: "#/thresholds/b", detail: "must lie below A and above C" }]);
  return Object.assign(world.workspace, body, { version: world.workspace.version + 1 });
});
on("GET", "/v1/audit", "audit:read", ({ world, query }) => {
  const wanted = world.audit.filter((entry) => ["action", "actor", "subject"].every((name) => !query.get(name) || (name === "action" ? entry[name].startsWith(query.get(name)) : entry[name] === query.get(name))));
  return page(wanted, query, "entries", { intact: true });
});
on("GET", "/v1/system", "system:read", ({ world }) => ({
  roles: ["ingestion", "scoring", "console"].map((name) => ({ name, state: "running", processes: 1 })),
  consumers: [{ name: "scoring-leads", role: "scoring", state: "running", lag: 0 }, { name: "console-leads", role: "console", state: "running", lag: world.data === "full" ? 3 : 0 }, { name: "console-scores", role: "console", state: world.data === "full" ? "running" : "waiting", lag: world.data === "full" ? 41 : 0 }],
  jobs: { running: world.trainings.filter((training) => training.status === "running").length }, version: "0.1.0", startedAt: world.iso(now - 26 * 3_600_000),
  storage: { databaseBytes: 1_412_000_000, outboxRows: 0, rejected: 19 },
}));
on("GET", "/v1/rejected", "rejected:read", ({ world, query }) => page(world.rejected, query, "rejected"));
on("POST", "/v1/rejected/{id}/replay", "rejected:replay", ({ world, params }) => Object.assign(world.rejected.find((entry) => entry.id === params.id) ?? {}, { replayedAt: new Date().toISOString() }));
const PUBLISHED = { leads: 20_172, facts: 48_216 };
on("GET", "/v1/books", "system:read", ({ world }) => {
  const difference = world.data === "young" ? 2 : 0;
  const account = (received, more) => ({ received, accepted: received - 73, refused: 73, created: received - 306 - difference, changed: 152, unchanged: 81, balanced: difference === 0, difference, ...more });
  return {
    all: account(20_245, {}),
    byDoor: [account(14_902, { door: "import" }), account(5_343, { door: "api" })],
    bySource: world.sources.map((source) => account(source.leads + 306, { door: "import", source: source.id, name: source.name })),
    published: PUBLISHED,
    asOf: new Date().toISOString(),
  };
});
// Full: what was rejected of leads lacks in the scores, the rest of the lag in the work list. Young: two are lost.
const readerBooks = (facts, rejected) => ({ leads: PUBLISHED.leads, facts, rejected, asOf: new Date().toISOString() });
on("GET", "/v1/books/scoring", "system:read", ({ world }) => {
  const rejected = world.rejected.filter((entry) => entry.consumer === "scoring-leads" && !entry.replayedAt).length;
  return readerBooks(PUBLISHED.facts - rejected, rejected);
});
on("GET", "/v1/books/events", "system:read", ({ world }) => {
  const accounts = world.sources.slice(0, 3).map((source, n) => {
    const received = [48_210, 9_120, 640][n];
    const [refused, anonymous, repeated, rejected] = [Math.round(received / 400), Math.round(received * 0.6), Math.round(received / 90), Math.round(received / 2_000)];
    return { source: source.id, name: source.name, received, accepted: received - refused, refused, matched: received - refused - anonymous - repeated - rejected, anonymous, repeated, rejected, balanced: true, difference: 0, lastSeenAt: source.lastSeenAt };
  });
  const sum = (of) => accounts.reduce((total, account) => total + account[of], 0);
  return {
    all: Object.fromEntries([...["received", "accepted", "refused", "matched", "anonymous", "repeated", "rejected", "difference"].map((of) => [of, sum(of)]), ["balanced", true]]),
    bySource: accounts, lastDay: accounts.slice(0, 1), asOf: new Date().toISOString(),
  };
});
on("GET", "/v1/kept-events", "rejected:read", ({ world, query }) => page(world.kept.filter((one) => !query.get("stage") || one.stage === query.get("stage")), query, "events"));
on("GET", "/v1/kept-events/{id}", "rejected:read", ({ world, params }) => {
  const event = world.kept.find((one) => one.id === params.id);
  if (!event) throw missing("No such event is kept; they are for 30 days.");
  return { event, message: JSON.stringify({ type: "track", userId: "u-4711", properties: "none", sentAt: event.receivedAt }) };
});
on("POST", "/v1/kept-events/replay", "rejected:replay", ({ world, body }) => {
  const events = body.events.map((id) => {
    const event = world.kept.find((one) => one.id === id);
    if (!event) return { event: id, fate: "unknown" };
    if (event.replayedAt) return { event: id, fate: "before" };
    if (event.stage === "refused") return { event: id, fate: "unreadable" };
    event.replayedAt = new Date().toISOString();
    return { event: id, fate: "replayed" };
  });
  return { replayed: events.filter((one) => one.fate === "replayed").length, events };
});
on("GET", "/v1/books/engagement", "system:read", () => ({ activities: 41_877, counted: 41_865, rejected: 0, asOf: new Date().toISOString() }));
on("GET", "/v1/books/work", "system:read", ({ world }) => readerBooks(PUBLISHED.facts - ({ full: 3, young: 2 }[world.data] ?? 0), 0));
on("GET", "/v1/openapi.json", null, () => description);

// ---- work --------------------------------------------------------------------------------------------------

on("GET", "/v1/work", "work:read", ({ world, query, user }) => {
  const limit = Math.min(200, Number(query.get("limit") ?? 50));
  const start = query.get("after") ? Number(query.get("after").slice(1)) : 0;
  const all = world.order(query.get("sort") || "score").filter(world.matcher(query, user.id));
  const items = all.slice(start, start + limit).map(world.item);
  if (![...query.keys()].every((name) => ["q", "grade", "status", "owner", "source", "company", "country", "outcome", "created", "qualified", "closed", "waiting", "risen", "view", "sort", "limit", "after"].includes(name))) throw invalid("The list cannot be asked for like this.", [{ pointer: "?", detail: "is not known here" }]);
  return { items, ...(start + limit < all.length ? { next: `c${start + limit}` } : {}), total: Math.min(10_000, all.length), totalIsLowerBound: all.length > 10_000 };
});
on("GET", "/v1/work/counts", "work:read", ({ world, query, user }) => {
  const byGrade = { A: 0, B: 0, C: 0, D: 0, none: 0 };
  const byStatus = {};
  let total = 0;
  for (const lead of world.order("score").filter(world.matcher(query, user.id))) {
    total++;
    const grade = world.gradeOf(lead.score);
    byGrade[grade] = byGrade[grade] + 1;
    const { status } = world.stateOf(lead);
    byStatus[status] = (byStatus[status] ?? 0) + 1;
  }
  return { total, byGrade, byStatus };
});
on("GET", "/v1/work/export.csv", "leads:export", ({ world, query, user }) => ({
  text: "lead,score,grade,company,status\n" + world.order("score").filter(world.matcher(query, user.id)).slice(0, 5000).map((lead) => `${lead.id},${lead.score},${world.gradeOf(lead.score)},${lead.company.domain},${world.stateOf(lead).status}`).join("\n"),
  type: "text/csv; charset=utf-8",
}));
on("GET", "/v1/work/changes", "work:read", ({ world, response }) => {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write(": here\n\n");
  const listener = (event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  world.listeners.add(listener);
  const beat = setInterval(() => response.write(": beat\n\n"), 15_000);
  response.on("close", () => {
    clearInterval(beat);
    world.listeners.delete(listener);
  });
  return undefined;
});
const leadOf = (world, params) => world.byId.get(params.lead ?? params.id) ?? (() => { throw missing("No such lead."); })();
on("GET", "/v1/work/{lead}", "work:read", ({ world, params }) => world.item(leadOf(world, params)));
// What comes of an act, as `Deciding` of the console decides it: what changes, nothing where it is so already, or a refusal.
const decide = (world, lead, body, user) => {
  const { owner, status, statusReason } = world.stateOf(lead);
  const mayAssign = permissionsOf(user.role).includes("work:assign");
  const as = (next, reason) => ({ status: next, statusReason: reason, statusAt: new Date().toISOString(), ...(["qualified", "contacted"].includes(next) ? {} : { qualifiedBy: undefined }) });
  const taken = (by) => ({ owner: by, ...(["new", "disqualified"].includes(status) ? as("claimed") : {}) });
  const ofOther = () => conflict(`It belongs to ${owner}. They can release it, and whoever may assign leads can give it to you.`);
  const claim = () => {
    if (owner && owner !== user.id) throw conflict(`Someone was faster: it belongs to ${owner}.`);
    return owner ? undefined : taken(user.id);
  };
  switch (body.action) {
    case "claim":
      return claim();
    case "release":
      if (owner && owner !== user.id && !mayAssign) throw ofOther();
      return owner ? { owner: undefined, ...(status === "claimed" ? as("new") : {}) } : undefined;
    case "assign":
      return owner === body.owner ? undefined : taken(body.owner);
    default:
  }
  if (lead.outcome) throw conflict(`It is ${lead.outcome.kind}, and its status follows that. Correct the outcome where it came from.`);
  if (owner && owner !== user.id && !mayAssign) throw ofOther();
  if (status === body.status && statusReason === body.reason && !body.note) return undefined;
  switch (body.status) {
    case "new":
      return { owner: undefined, ...as("new") };
    case "claimed":
      return owner ? as("claimed") : claim();
    case "disqualified":
      return as("disqualified", body.reason);
    default:
      return { owner: owner ?? user.id, ...as(body.status), ...(body.status === "qualified" ? { qualifiedBy: "person" } : {}) };
  }
};
const ACTIONS = ["claim", "release", "assign", "status"];
const REASONS = ["not-a-fit", "no-budget", "no-need", "bad-data", "competitor", "other"];
const checkAct = (body) => {
  const errors = [];
  const wrong = (pointer, detail) => errors.push({ pointer, detail });
  if (!ACTIONS.includes(body.action)) wrong("#/action", "is missing; it is claim, release, assign or status");
  if (body.action === "assign" && !/^user_[0-9a-z]{1,40}$/.test(body.owner ?? "")) wrong("#/owner", "is missing, or no identifier of a user: user_…");
  if (body.action === "status" && body.status === "disqualified" && !REASONS.includes(body.reason)) wrong("#/reason", `says why it is disqualified: one of ${REASONS.join(", ")}`);
  if (body.action === "status" && body.status !== "disqualified" && body.reason) wrong("#/reason", "belongs to the status disqualified alone");
  return errors;
};
const act = (world, lead, body, user) => {
  const changes = decide(world, lead, body, user);
  if (changes && body.action === "status") {
    const said = world.said.get(lead.id) ?? [];
    world.said.set(lead.id, [{ number: said.length + 1, at: changes.statusAt, by: user.id, status: body.status, reason: body.reason, note: body.note }, ...said]);
  }
  if (changes) world.changes.set(lead.id, { ...world.changes.get(lead.id), ...changes, version: (world.stateOf(lead).version ?? 0) + 1 });
  return changes !== undefined;
};
const actAlone = (action) => ({ world, params, body, user, match }) => {
  const lead = leadOf(world, params);
  const errors = checkAct({ ...body, action });
  if (errors.length) throw invalid("Nothing was changed.", errors);
  if (match !== undefined && match !== `"${world.item(lead).version}"`) throw conflict("Somebody did something with this lead meanwhile. Look at it again; nothing was changed.");
  if (act(world, lead, { ...body, action }, user)) world.tell([lead.id]);
  return world.item(lead);
};
on("GET", "/v1/work/{lead}/feedback", "personal:read", ({ world, params }) => ({ feedback: world.said.get(leadOf(world, params).id) ?? [] }));
on("POST", "/v1/work/{lead}/claim", "work:write", actAlone("claim"));
on("POST", "/v1/work/{lead}/release", "work:write", actAlone("release"));
on("POST", "/v1/work/{lead}/assign", "work:assign", actAlone("assign"));
on("POST", "/v1/work/{lead}/status", "work:write", actAlone("status"));
on("POST", "/v1/work/bulk", "work:write", ({ world, body, user }) => {
  const errors = checkAct(body);
  if (!body.leads?.length || body.leads.length > 200) errors.unshift({ pointer: "#/leads", detail: "are not 1 to 200 leads" });
  if (errors.length) throw invalid("Nothing was changed.", errors);
  const refused = [];
  const changed = [];
  for (const lead of new Set(body.leads)) {
    try {
      const found = leadOf(world, { lead });
      if (act(world, found, body, user)) changed.push(found);
    } catch (trouble) {
      refused.push({ lead, detail: trouble.detail ?? String(trouble) });
    }
  }
  if (changed.length) world.tell(changed.map((lead) => lead.id));
  return { changed: changed.length, items: changed.map(world.item), refused };
});
on("GET", "/v1/views", "work:read", ({ world }) => ({ views: world.views }));
on("PUT", "/v1/views/{id}", "work:read", ({ world, params, body }) => {
  const view = { ...body, id: params.id, mine: true, position: body.position ?? world.views.length + 1 };
  const at = world.views.findIndex((other) => other.id === params.id);
  if (at < 0) world.views.push(view);
  else world.views[at] = view;
  return view;
});
on("DELETE", "/v1/views/{id}", "work:read", ({ world, params }) => {
  world.views.splice(world.views.findIndex((view) => view.id === params.id), 1);
  return null;
});
on("GET", "/v1/assignment", "workspace:read", ({ world }) => world.assignment);
on("PUT", "/v1/assignment", "work:assign", ({ world, body, match }) => {
  if (match !== undefined && match !== `"${world.assignment.version}"`) throw conflict("Somebody changed these rules meanwhile. Nothing was changed.");
  const unknown = Object.keys(body).filter((name) => !["threshold", "mode", "regions", "members", "includeExisting"].includes(name));
  if (unknown.length) throw invalid("The body does not have the form that is wanted here.", unknown.map((name) => ({ pointer: `#/${name}`, detail: "is not known here" })));
  const { includeExisting, ...rules } = body;
  world.assignment = { ...rules, waiting: includeExisting ? 0 : (world.assignment.waiting ?? 0), version: world.assignment.version + 1 };
  return world.assignment;
});

const trendOf = ({ best, leads }) => {
  const days = [14, 14, 5, 1][(best.score + leads) % 4];
  const slope = ((best.score * 7 + leads * 3) % 5) - 2;
  return Array.from({ length: days }, (_, day) => {
    const back = days - 1 - day;
    const wave = back === 0 ? 0 : Math.round(4 * Math.sin(best.score + back));
    return { day: new Date(now - back * 86_400_000).toISOString().slice(0, 10), best: Math.min(100, Math.max(0, best.score - slope * back + wave)) };
  });
};
const accountsOf = (world) => {
  if (!world.accounts) {
    const found = new Map();
    for (const lead of world.order("score")) {
      if (lead.free) continue;
      const account = found.get(lead.company.domain) ?? { company: world.hostile ? world.item(lead).company : lead.company.domain, leads: 0, sum: 0, won: 0, lost: 0, open: 0, lastChangedAt: 0, fit: "ABCD"[lead.seed % 4], best: { lead: lead.id, score: lead.score } };
      account.leads++;
      account.sum += lead.score;
      account[lead.outcome?.kind ?? "open"]++;
      account.lastChangedAt = Math.max(account.lastChangedAt, lead.changedAt);
      found.set(lead.company.domain, account);
    }
    world.accounts = [...found.values()].map(({ sum, ...account }) => ({ ...account, meanScore: Math.round(sum / account.leads), lastChangedAt: world.iso(account.lastChangedAt), trend: trendOf(account) }));
  }
  return world.accounts;
};
on("GET", "/v1/accounts", "leads:read", ({ world, query }) => {
  const q = (query.get("q") ?? "").toLowerCase();
  const sort = query.get("sort") || "score";
  const most = (value) => (a, b) => value(b) - value(a) || b.company.localeCompare(a.company);
  const by = {
    score: most((one) => one.best.score), mean: most((one) => one.meanScore), leads: most((one) => one.leads), open: most((one) => one.open), won: most((one) => one.won), lost: most((one) => one.lost),
    fit: (a, b) => a.fit.localeCompare(b.fit) || a.company.localeCompare(b.company),
    changed: (a, b) => b.lastChangedAt.localeCompare(a.lastChangedAt) || b.company.localeCompare(a.company),
    name: (a, b) => a.company.localeCompare(b.company),
  }[sort.replace("-", "")];
  const sign = sort.startsWith("-") ? -1 : 1;
  return page(accountsOf(world).filter((account) => account.company.startsWith(q)).sort((a, b) => sign * by(a, b)), query, "accounts");
});
on("GET", "/v1/accounts/{company}", "leads:read", ({ world, params }) => {
  const account = accountsOf(world).find((other) => other.company === params.company);
  if (!account) throw missing("No such account.");
  return { account, items: world.order("score").filter((lead) => lead.company.domain === params.company || world.hostile).slice(0, 50).map(world.item) };
});
on("GET", "/v1/overview", "work:read", ({ world, query, user }) => {
  const days = Number(query.get("days") ?? 7);
  const DAY = 86_400_000;
  const all = world.order("created");
  const between = (list, pick, from, to) => list.filter((lead) => pick(lead) >= now - from * DAY && pick(lead) < now - to * DAY);
  const wonAt = (lead) => (lead.outcome?.kind === "won" ? world.closedAt(lead) : 0);
  const { qualifiedAt } = world;
  const behind = (link) => ({ link, count: all.filter(world.matcher(new URL(link, "http://localhost").searchParams, user.id)).length });
  const free = behind("/work?grade=A&owner=none&status=new");
  const waiting = behind("/work?grade=A&waiting=2d&sort=-changed");
  const risen = behind("/work?outcome=open&risen=20&sort=changed");
  const cameIn = behind("/leads?created=7d&sort=created");
  const pair = (pick) => ({ now: between(all, pick, days, -1).length, before: between(all, pick, 2 * days, days).length });
  const money = (from, to) => ({ amount: between(all, wonAt, from, to).reduce((sum, lead) => sum + (lead.outcome.value?.amount ?? 0), 0), currency: "EUR" });
  const from = now - days * DAY;
  const dayOf = (at) => Math.floor(at / DAY) * DAY;
  const byDay = new Map();
  for (let day = dayOf(from); day <= now; day += DAY) byDay.set(day, { day: world.iso(day).slice(0, 10), new: 0, qualified: 0, converted: 0, revenue: 0 });
  const tally = (name, at, by = 1) => {
    if (at >= from && byDay.has(dayOf(at))) byDay.get(dayOf(at))[name] += by;
  };
  for (const lead of all) {
    tally("new", lead.createdAt);
    tally("qualified", qualifiedAt(lead));
    tally("converted", wonAt(lead));
    tally("revenue", wonAt(lead), lead.outcome?.value?.amount ?? 0);
  }
  const grades = { A: 0, B: 0, C: 0, D: 0, none: 0 };
  for (const lead of all) if (!lead.outcome) grades[world.gradeOf(lead.score)]++;
  return {
    asOf: new Date().toISOString(), days,
    figures: { leads: pair((lead) => lead.createdAt), qualified: pair(qualifiedAt), converted: pair(wonAt), revenue: { now: money(days, -1), before: money(2 * days, days), leftOut: 0 } },
    grades,
    perDay: [...byDay.values()],
    attention: world.empty ? [] : [
      { kind: "hot-free", ...free, words: world.hostile ? "<b>14</b> leads of grade A are waiting" : `${free.count} leads of grade A came in and nobody claimed them` },
      { kind: "hot-waiting", ...waiting, words: `${waiting.count} leads of grade A with an owner, and not contacted for two days` },
      { kind: "rejected", count: 19, words: "19 records were rejected and wait to be replayed", link: "/system/rejected" },
      { kind: "stale-source", count: 1, words: "Trade fair has sent nothing for 21 days", link: "/settings/sources" },
    ],
    changes: world.empty ? [] : [
      { words: `${cameIn.count} leads came in; most by web form.`, link: cameIn.link },
      { words: `${risen.count} leads rose by 20 points or more since yesterday.`, link: risen.link },
      { words: "A new model waits for a decision: about as good as the one that is live.", link: "/models" },
    ],
    model: world.models.length ? { model: world.champion, rules: false, words: "The model is doing well: the top 20 % hold 44 % of the buyers, and what it calls 30 % converted in 29 of 100 cases." } : { rules: true, words: "Leads are ranked by simple rules, because there are too few outcomes to learn from: 37 of 100." },
  };
});

// ---- leads and scores --------------------------------------------------------------------------------------

const fieldsOf = (world, lead) => {
  const said = (text, source = lead.source, later = 0) => ({ text: world.hostile ? world.item(lead).sources[0] + text : text, source, occurredAt: world.iso(lead.createdAt + later), knownAt: world.iso(lead.createdAt + later + 3000) });
  const fields = { "Created at": said(world.iso(lead.createdAt)), Source: said(lead.source), "External ID": said(`WF-${String(lead.index).padStart(8, "0")}`), Consent: said(lead.seed % 3 ? "yes" : "no"), "Lawful basis": said(lead.seed % 3 ? "consent" : "legitimate interest") };
  for (const [name, value] of Object.entries(lead.values)) {
    if (name.includes(":") && !name.startsWith("Company size")) continue;
    const second = name === "Pages viewed" || name === "Demo requested";
    fields[name === "Company size: band" ? "Company size" : name] = said(value, second ? "Web form" : lead.source, second ? 3 * 86_400_000 : 0);
  }
  if (lead.outcome) {
    fields.Outcome = said(lead.outcome.kind, "CRM export", 30 * 86_400_000);
    fields["Outcome time"] = said(lead.outcome.at, "CRM export", 30 * 86_400_000);
  }
  return fields;
};
const leadAnswer = (world, lead) => {
  const item = world.item(lead);
  return { id: lead.id, revision: item.revision, createdAt: item.createdAt, changedAt: item.changedAt, ...(item.company ? { company: item.company } : {}), values: lead.values, ...(lead.outcome ? { outcome: { ...lead.outcome, knownAt: lead.outcome.at } } : {}), fields: fieldsOf(world, lead) };
};
on("GET", "/v1/leads", "leads:read", ({ world, query }) => {
  const { leads: some, next } = page(world.order("created"), query, "leads");
  return { leads: some.map((lead) => leadAnswer(world, lead)), ...(next ? { next } : {}) };
});
on("GET", "/v1/leads/{id}", "leads:read", ({ world, params }) => leadAnswer(world, leadOf(world, params)));
on("DELETE", "/v1/leads/{id}", "leads:delete", ({ world, params }) => {
  leadOf(world, params);
  world.drop(params.id);
  return null;
});
on("GET", "/v1/persons", "personal:read", ({ world, query }) => ({
  persons: Object.fromEntries((query.get("leads") ?? "").split(",").filter((lead) => world.byId.has(lead)).map((lead) => [lead, world.person(world.byId.get(lead))])),
}));
on("GET", "/v1/sources", "sources:read", ({ world }) => ({ sources: world.sources }));
on("POST", "/v1/sources", "sources:write", ({ world, body }) => {
  const made = { id: `source_${world.sources.length + 1}`, name: body.name, createdAt: new Date().toISOString(), leads: 0, received24h: 0, refused24h: 0 };
  world.sources.push(made);
  return { id: made.id, name: made.name };
});
const writeKeys = new Map();
on("GET", "/v1/sources/{id}/keys", "sources:read", ({ params }) => ({ keys: writeKeys.get(params.id) ?? [] }));
on("POST", "/v1/sources/{id}/keys", "sources:write", ({ params, body }) => {
  const secret = `${body.channel}_ws_demo.${randomBytes(15).toString("base64url")}`;
  const all = writeKeys.get(params.id) ?? [];
  const key = { id: `writekey_${all.length + 1}`, source: params.id, channel: body.channel, shown: body.channel === "browser" ? secret : secret.slice(-4), createdBy: "user_1", createdAt: new Date().toISOString() };
  writeKeys.set(params.id, [...all, key]);
  return { key, secret };
});
on("DELETE", "/v1/sources/{id}/keys/{key}", "sources:write", ({ params }) => {
  const key = (writeKeys.get(params.id) ?? []).find((one) => one.id === params.key);
  if (!key) throw missing("No such key.");
  key.revokedAt = new Date().toISOString();
  return null;
});
on("GET", "/v1/tracker", "sources:read", () => ({ version: "0.1.0-3f9a1c2b", address: "/prox/0.1.0-3f9a1c2b/prox.js", integrity: "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC" }));
on("GET", "/v1/leads/{id}/score", "leads:read", ({ world, params }) => world.score(leadOf(world, params)));
// What somebody said of an activity: `person`, or a kind of machine.
const hands = new Map();
const judged = (lead) =>
  activitiesOf(lead, now).map((each) => {
    const kind = hands.get(each.activity);
    if (kind === undefined) return each;
    return { ...each, counts: kind === "person", by: { kind, words: kind === "person" ? "a person" : `a ${kind}`, evidence: "somebody said so", byHand: true } };
  });
const activityOf = (world, params) => {
  const found = judged(leadOf(world, params)).find(({ activity }) => activity === params.activity);
  if (!found) throw missing("No such activity.");
  return found;
};
on("PUT", "/v1/leads/{id}/activities/{activity}/machine", "leads:write", ({ world, params, body }) => {
  hands.set(activityOf(world, params).activity, body.kind);
  return activityOf(world, params);
});
on("DELETE", "/v1/leads/{id}/activities/{activity}/machine", "leads:write", ({ world, params }) => {
  hands.delete(activityOf(world, params).activity);
  return activityOf(world, params);
});
on("GET", "/v1/leads/{id}/activities", "leads:read", ({ world, params, query }) => {
  const lead = leadOf(world, params);
  return page(judged(lead), query, "activities", { lead: lead.id });
});
on("GET", "/v1/leads/{id}/engagement", "leads:read", ({ world, params }) => engagementOf(leadOf(world, params), now));
on("GET", "/v1/leads/{id}/score/change", "leads:read", ({ world, params, query }) => world.change(leadOf(world, params), Date.parse(query.get("from"))));
const told = ({ parts: _parts, logOdds: _logOdds, ...entry }) => entry;
on("GET", "/v1/leads/{id}/ledger", "leads:read", ({ world, params, query }) => page(world.ledger(leadOf(world, params)).map(told).reverse(), query, "entries"));
on("GET", "/v1/leads/{id}/ledger/{entry}", "leads:read", ({ world, params }) => {
  const lead = leadOf(world, params);
  const entry = world.ledger(lead).find((other) => other.entry === Number(params.entry));
  if (!entry) throw missing("No such entry.");
  return world.score(lead, entry);
});
on("GET", "/v1/models", "models:read", ({ world }) => ({
  models: world.models,
  ...(world.models.length ? { champion: world.champion, ...(world.models.some((model) => model.state === "coming") ? { coming: world.models.find((model) => model.state === "coming").id } : {}), challenger: world.models.find((model) => model.state === "challenger")?.id } : {}),
  ...(world.models.some((model) => model.state === "retired") ? { previous: world.models.find((model) => model.state === "retired").id } : {}),
  ...(world.trainings.length ? { training: (advance(world), world.trainings[0]) } : {}),
  ...(world.promotion ? { promotion: promoting(world) } : {}),
  ready: world.models.length ? { ready: true, won: 2_190, lost: 13_800, missing: 0, missingOfAKind: 0, words: "There are enough outcomes to learn from: 2,190 won, 13,800 not." } : { ready: false, won: 6, lost: 31, missing: 63, missingOfAKind: 14, words: "6 leads were won and 31 lost so far. Learning needs at least 100 outcomes and 20 of each kind; report 14 more that were won." },
}));
const promote = (world, model, by) => {
  for (const other of world.models) if (other.state === "coming") other.state = "challenger";
  model.state = "coming";
  world.promotion = { id: "job_promotion", status: "running", stage: "Scoring leads", fraction: 0, createdBy: by, createdAt: new Date().toISOString(), startedAt: new Date().toISOString(), model: model.id };
  return world.promotion;
};
const promoting = (world) => {
  const job = world.promotion;
  if (job.status !== "running") return job;
  job.fraction = Math.min(1, Math.round(((Date.now() - Date.parse(job.startedAt)) / 4000) * 100) / 100);
  if (job.fraction === 1) {
    for (const other of world.models) if (other.state === "champion") other.state = "retired";
    Object.assign(modelOf(world, { id: job.model }), { state: "champion", promotedAt: new Date().toISOString(), promotedBy: job.createdBy });
    world.champion = job.model;
    Object.assign(job, { status: "done", stage: "Done", endedAt: new Date().toISOString() });
    for (const listener of world.listeners) listener("model", { model: job.model, rules: false });
  }
  return job;
};
const modelOf = (world, params) => world.models.find((model) => model.id === params.id) ?? (() => { throw missing("No such model."); })();
on("GET", "/v1/models/{id}", "models:read", ({ world, params }) => {
  const model = modelOf(world, params);
  const better = (point, by) => ({ ...point, captured: { value: Math.min(1, point.captured.value * by), low: Math.min(1, point.captured.low * by), high: Math.min(1, point.captured.high * by) } });
  const evil = world.hostile ? { drivers: world.proof.drivers.map((driver, n) => ({ ...driver, column: world.item(world.order("score")[n]).sources[0], summary: world.item(world.order("score")[n + 20]).sources[0] })) } : {};
  return { ...model, proof: model.state === "challenger" ? world.proof : { ...world.proof, gains: world.proof.gains.map((point) => better(point, 0.985)), headline: model.quick ? "If you call the top 20 %, you reach 41 % of the buyers." : "If you call the top 20 %, you reach 44 % of the buyers.", ...evil } };
});
on("GET", "/v1/models/{id}/report", "models:read", ({ params }) => ({ text: `<!doctype html><title>Report</title><h1>Report of ${params.id}</h1>`, type: "text/html; charset=utf-8" }));
on("POST", "/v1/models/{id}/promote", "models:promote", ({ world, params, user, headers }) => {
  const model = modelOf(world, params);
  if (model.state === "champion") throw conflict("This model counts already.");
  headers.status = 202;
  return promote(world, model, user.id);
});
on("POST", "/v1/models/rollback", "models:promote", ({ world, headers, user }) => {
  const before = world.models.filter((model) => model.state === "retired").sort((a, b) => b.promotedAt.localeCompare(a.promotedAt))[0];
  if (!before) throw conflict("No model was live before this one.");
  headers.status = 202;
  return promote(world, before, user.id);
});
const STAGES = ["Reading", "Looking for columns that know the outcome", "Testing on leads held back, part 1 of 5", "Testing on leads held back, part 2 of 5", "Testing on leads held back, part 3 of 5", "Testing on leads held back, part 4 of 5", "Testing on leads held back, part 5 of 5", "Training on all leads", "Measuring how sure the model is", "Describing what drives the score"];
function advance(world) {
  for (const training of world.trainings) {
    if (training.status !== "running") continue;
    const fraction = Math.min(1, (Date.now() - Date.parse(training.startedAt)) / 30_000);
    training.fraction = Math.round(fraction * 100) / 100;
    training.stage = STAGES[Math.min(STAGES.length - 1, Math.floor(fraction * STAGES.length))];
    if (fraction === 1) Object.assign(training, { status: "done", stage: "Done", endedAt: new Date().toISOString(), model: world.challenger });
  }
}
on("POST", "/v1/trainings", "models:train", ({ world, user, headers }) => {
  if (world.trainings.some((training) => training.status === "running")) throw conflict("A training runs already.");
  if (!world.models.length) throw conflict("6 leads were won and 31 lost so far. Learning needs at least 100 outcomes and 20 of each kind; report 14 more that were won.");
  const training = { id: `training_${world.trainings.length + 1}`, status: "running", stage: STAGES[0], fraction: 0, createdBy: user.id, createdAt: new Date().toISOString(), startedAt: new Date().toISOString() };
  world.trainings.unshift(training);
  headers.status = 202;
  return training;
});
on("GET", "/v1/trainings", "models:read", ({ world, query }) => (advance(world), { trainings: world.trainings.slice(0, Number(query.get("limit") ?? 20)) }));
on("GET", "/v1/trainings/columns", "models:read", ({ world }) => world.columnChoices);
on("PUT", "/v1/trainings/columns", "models:train", ({ world, body }) => (world.columnChoices = body));
on("GET", "/v1/trainings/{id}", "models:read", ({ world, params }) => (advance(world), world.trainings.find((training) => training.id === params.id) ?? (() => { throw missing(); })()));
on("POST", "/v1/trainings/{id}/cancel", "models:train", ({ world, params }) => Object.assign(world.trainings.find((training) => training.id === params.id), { status: "cancelled", endedAt: new Date().toISOString() }));

// ---- imports -----------------------------------------------------------------------------------------------

const COUNTS = (world) => world.RESULT;
const step = (world) => {
  for (const one of world.imports) {
    const busy = { checking: ["checked", "check", "Looking at every row"], running: ["done", "result", "Storing leads"], undoing: ["undone", null, "Taking leads back"] }[one.status];
    if (!busy) continue;
    const fraction = Math.min(1, (Date.now() - one.busySince) / (world.fast ? 200 : 3000));
    one.progress = { stage: busy[2], fraction: Math.round(fraction * 100) / 100, rows: Math.round(fraction * world.RESULT.rows) };
    if (fraction === 1) {
      one.status = busy[0];
      one.endedAt = new Date().toISOString();
      if (busy[1]) one[busy[1]] = COUNTS(world);
    }
  }
};
const KEEP_MS = 30 * 86_400_000;
const shown = ({ busySince: _busySince, ...one }) => {
  if (one.forgottenAt) return { ...one, mapping: undefined, format: undefined };
  const kept = { ...one, keptUntil: new Date(Date.parse(one.createdAt) + KEEP_MS).toISOString() };
  if (!["done", "undone"].includes(one.status)) return kept;
  const columns = one.mapping.columns.map((column) => ({ ...column, samples: [] }));
  return { ...kept, fileGoneAt: one.endedAt, mapping: { ...one.mapping, columns } };
};
const importOf = (world, params) => world.imports.find((one) => one.id === params.id) ?? (() => { throw missing("No such import."); })();
on("GET", "/v1/imports", "imports:read", ({ world, query }) => (step(world), page(world.imports.map(shown), query, "imports")));
on("POST", "/v1/imports", "imports:write", ({ world, query, user, size, headers }) => {
  const file = query.get("file") ?? "";
  if (!/\.(csv|tsv|txt|xlsx|jsonl|ndjson)(\.gz)?$/i.test(file)) throw new Trouble(415, "unsupported-media", "The body is of a kind that is not read here", `“${file}” is no CSV, XLSX or JSON lines. Save the list as one of these and send it again.`);
  const one = world.importOf(`import_${world.imports.length + 1}`, file, size, query.get("source") || file.replace(/\..*$/, ""), "mapping", Date.now(), 1);
  one.createdBy = user.id;
  delete one.check;
  delete one.result;
  delete one.startedAt;
  delete one.endedAt;
  one.progress = { stage: "Waiting for you", fraction: 0, rows: 0 };
  world.imports.unshift(one);
  headers.status = 201;
  return shown(one);
});
on("GET", "/v1/imports/{id}", "imports:read", ({ world, params }) => (step(world), shown(importOf(world, params))));
on("PUT", "/v1/imports/{id}/mapping", "imports:write", ({ world, params, body }) => {
  const one = importOf(world, params);
  const taken = new Map();
  for (const column of body.columns) {
    if (!["own", "skip"].includes(column.field) && taken.has(column.field)) throw invalid("Two columns hold the same field.", [{ pointer: "#/columns", detail: `“${taken.get(column.field)}” and “${column.column}” are both mapped to it` }]);
    taken.set(column.field, column.column);
  }
  one.mapping.columns = one.mapping.columns.map((column) => ({ ...column, ...body.columns.find((other) => other.column === column.column) }));
  for (const name of ["outcome", "dateOrder", "currency"]) if (body[name]) one.mapping[name] = body[name];
  one.status = "mapping";
  delete one.check;
  return shown(one);
});
const begin = (status) => ({ world, params, headers }) => {
  const one = importOf(world, params);
  Object.assign(one, { status, busySince: Date.now(), startedAt: new Date().toISOString() });
  headers.status = 202;
  return shown(one);
};
on("POST", "/v1/imports/{id}/check", "imports:write", begin("checking"));
on("POST", "/v1/imports/{id}/start", "imports:write", begin("running"));
on("POST", "/v1/imports/{id}/undo", "imports:write", begin("undoing"));
on("POST", "/v1/imports/{id}/cancel", "imports:write", ({ world, params }) => shown(Object.assign(importOf(world, params), { status: "cancelled", endedAt: new Date().toISOString() })));
on("DELETE", "/v1/imports/{id}", "imports:write", ({ world, params }) => {
  const one = importOf(world, params);
  if (one.result) one.forgottenAt = new Date().toISOString();
  else world.imports.splice(world.imports.indexOf(one), 1);
  return null;
});
on("GET", "/v1/imports/{id}/refused.csv", "personal:read", () => ({ text: "line,reason\n214,\"'Created At' is '31.02.2026', which is no date\"\n", type: "text/csv; charset=utf-8" }));

// ---- the mock's own ----------------------------------------------------------------------------------------

on("POST", "/mock/arrive", null, ({ world, query }) => ({ leads: world.arrive(Number(query.get("count") ?? 1)) }));
on("POST", "/mock/shift", null, ({ world }) => ({ leads: world.shift() }));

// ---- serving -----------------------------------------------------------------------------------------------

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json", ".map": "application/json" };

function servePage(path, response) {
  const file = normalize(join(dist, path));
  if (file.startsWith(dist) && path !== "/" && existsSync(file) && statSync(file).isFile()) {
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "X-Content-Type-Options": "nosniff", "Cache-Control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache" });
    response.end(readFileSync(file));
    return;
  }
  if (path.startsWith("/assets/") || !existsSync(join(dist, "index.html"))) {
    response.writeHead(404).end();
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  response.writeHead(200, { "Content-Type": TYPES[".html"], "Content-Security-Policy": POLICY(nonce), "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin", "Referrer-Policy": "no-referrer" });
  response.end(readFileSync(join(dist, "index.html"), "utf8").replaceAll("__NONCE__", nonce));
}

function cookiesOf(request) {
  return Object.fromEntries((request.headers.cookie ?? "").split(/;\s*/).filter(Boolean).map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(decodeURIComponent)));
}

async function answer(request, response) {
  const address = new URL(request.url, "http://localhost");
  if (!address.pathname.startsWith("/v1/") && !address.pathname.startsWith("/mock/")) return servePage(decodeURIComponent(address.pathname), response);
  const cookies = cookiesOf(request);
  const world = worldOf(cookies);
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size < 4_000_000) chunks.push(chunk);
  }
  const headers = {};
  try {
    if (cookies.mock_slow) await new Promise((resolve) => setTimeout(resolve, Number(cookies.mock_slow)));
    if ((cookies.mock_fail ?? "").split(",").some((prefix) => prefix && address.pathname.startsWith(prefix))) {
      throw new Trouble(500, "unexpected", "Something went wrong on our side", "Tell the operator the instance of this problem, under which the log has more.");
    }
    const found = routes.map((route) => ({ route, match: route.expression.exec(address.pathname) })).filter(({ match }) => match);
    const chosen = found.find(({ route }) => route.method === request.method);
    if (!chosen) throw found.length ? new Trouble(405, "method-not-allowed", "This address does not take this method", `It takes ${found.map(({ route }) => route.method).join(", ")}.`) : missing();
    const { route, match } = chosen;
    let user = world.users.find((other) => other.id === cookies.prox);
    if (user && cookies.mock_role) user = world.users.find((other) => other.role === cookies.mock_role && other.status === "active") ?? user;
    if (route.permission) {
      if (!user || (request.method !== "GET" && !request.headers["x-prox-page"])) throw new Trouble(401, "not-signed-in", "Sign in, or send an API key", "This address answers signed-in users and API keys alone.");
      if ((cookies.mock_password || cookies.mock_provider) && !cookies.mock_confirmed && ["/v1/users", "/v1/keys", "/v1/models/"].some((start) => address.pathname.startsWith(start)) && request.method !== "GET") throw new Trouble(403, "confirm-password", "Give your password again before you do this", "Send it to POST /v1/session/confirm, then do this again.");
      if (!permissionsOf(user.role).includes(route.permission)) throw new Trouble(403, "not-allowed", "Your role or key does not allow this", `It needs the permission '${route.permission}'. Ask an administrator for a role or key that has it.`);
    }
    const params = Object.fromEntries(route.names.map((name, index) => [name, decodeURIComponent(match[index + 1])]));
    let body = {};
    if (chunks.length && (request.headers["content-type"] ?? "").includes("json")) body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const context = { world, user, cookies, params, query: address.searchParams, body, headers, response, size, match: request.headers["if-match"] };
    const result = await route.handler(context);
    if (result === undefined) return;
    const { status, ...rest } = headers;
    if (result === null) response.writeHead(204, rest).end();
    else if (typeof result.text === "string" && result.type) response.writeHead(200, { "Content-Type": result.type, "Cache-Control": "no-store", ...rest }).end(result.text);
    else response.writeHead(status ?? 200, { "Content-Type": "application/json", "Cache-Control": "no-store", ...rest }).end(JSON.stringify(result));
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) {
      console.error(trouble);
      response.writeHead(500).end();
      return;
    }
    response.writeHead(trouble.status, { "Content-Type": "application/problem+json", ...trouble.headers });
    response.end(JSON.stringify({ type: `https://prox.dev/problems/${trouble.type}`, title: trouble.title, status: trouble.status, detail: trouble.detail, instance: "urn:uuid:5f1c0b1e-5d0f-4a53-9d4e-0c2f6f7f9a10", errors: trouble.errors }));
  }
}

const server = createServer((request, response) => void answer(request, response));
server.listen(port, "127.0.0.1", () => console.log(`mock: http://localhost:${server.address().port}/  (first sign-in: /sign-in/link/demo; password of all: correct horse battery)`));
worldOf({});
if (live) {
  setInterval(() => {
    const world = worldOf({});
    if (Math.random() < 0.5) world.arrive();
    else world.shift();
  }, 4000).unref();
}
