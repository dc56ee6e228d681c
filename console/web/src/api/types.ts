/** What the endpoints of ProX answer. Absent values are left out of the JSON. */

export type Instant = string;

// Access

export type Role = "administrator" | "operations" | "data-scientist" | "representative" | "privacy-officer" | "viewer";

export type Permission =
  | "leads:read"
  | "personal:read"
  | "leads:write"
  | "leads:delete"
  | "leads:export"
  | "imports:read"
  | "imports:write"
  | "work:read"
  | "work:write"
  | "work:assign"
  | "scores:compute"
  | "models:read"
  | "models:train"
  | "models:promote"
  | "sources:read"
  | "sources:write"
  | "users:read"
  | "users:write"
  | "keys:read"
  | "keys:write"
  | "workspace:read"
  | "workspace:write"
  | "system:read"
  | "rejected:read"
  | "rejected:replay"
  | "audit:read"
  | "self";

export type Session = {
  /** `hasPassword`: whether they can be asked for it; `hasProvider`: whether to sign in anew with the provider. */
  user: { id: string; name: string; email: string; role: Role; hasPassword?: boolean; hasProvider?: boolean };
  permissions: Permission[];
  workspace: { id: string; name: string; demo: boolean };
  version: string;
};

/** How people may sign in. */
export type SignInWays = {
  /** By e-mail address and password. */
  local: boolean;
  /** `path`: to open in the browser. */
  provider?: { name: string; path: string };
};

export type LinkInfo = {
  purpose: "first-sign-in" | "invitation" | "password-reset";
  email: string;
  name: string;
  workspace: string;
  /** Whether it lets in without setting a password, as in a demo. */
  passwordOptional?: boolean;
};

export type OwnSession = { id: string; client: string; createdAt: Instant; seenAt: Instant; current: boolean };

export type User = {
  id: string;
  name: string;
  email: string;
  role: Role;
  status: "active" | "invited" | "deactivated";
  /** Whether they sign in with the provider. */
  hasProvider?: boolean;
  createdAt: Instant;
};

export type Colleague = { id: string; name: string };

export type ApiKey = {
  id: string;
  name: string;
  lastFour: string;
  permissions: Permission[];
  createdBy: string;
  createdByName?: string;
  createdAt: Instant;
  expiresAt?: Instant;
  usedAt?: Instant;
  revokedAt?: Instant;
};

export type Thresholds = { a: number; b: number; c: number };

export type Workspace = {
  id: string;
  name: string;
  demo: boolean;
  createdAt: Instant;
  thresholds: Thresholds;
  currency: string;
  horizonDays: number;
  version: number;
};

export type AuditEntry = {
  number: number;
  at: Instant;
  actor: string;
  actorName?: string;
  action: string;
  subject: string;
  detail: Record<string, string>;
  origin: string;
};
export type AuditPage = { entries: AuditEntry[]; next?: string; intact: boolean; firstBroken?: number };

export type SystemState = {
  roles: { name: string; state: string; processes?: number }[];
  consumers: { name: string; role?: string; state: string; lag: number }[];
  jobs: { running: number };
  version: string;
  startedAt?: Instant;
  storage: Record<string, number | string>;
};

export type Rejected = {
  id: string;
  consumer: string;
  topic: string;
  partition: number;
  offset: number;
  problem: string;
  title?: string;
  detail: string;
  version: string;
  rejectedAt: Instant;
  replayedAt?: Instant;
};
export type RejectedPage = { rejected: Rejected[]; next?: string };

/** Received is accepted and refused together, accepted is created, changed and unchanged together. */
export type BooksAccount = {
  door?: string;
  source?: string;
  name?: string;
  received: number;
  accepted: number;
  refused: number;
  created: number;
  changed: number;
  unchanged: number;
  balanced: boolean;
  difference: number;
};
/** Each change of a lead is published as a fact; deleted leads count too. */
export type Books = {
  all: BooksAccount;
  byDoor: BooksAccount[];
  bySource: BooksAccount[];
  published: { leads: number; facts: number };
  asOf: Instant;
};

/** What a reader of the log has taken in of these facts, and what it rejected that was not replayed. */
export type ReaderBooks = { leads: number; facts: number; rejected: number; asOf: Instant };

// Work

export type Grade = "A" | "B" | "C" | "D";
export type Status = "new" | "claimed" | "contacted" | "qualified" | "disqualified" | "converted" | "lost";
export type DisqualifyReason = "not-a-fit" | "no-budget" | "no-need" | "bad-data" | "competitor" | "other";

export type Chance = { probability: number; low: number; high: number };
export type Reason = { column: string; contribution: number; words: string };
export type Money = { amount: number; currency: string };
export type Outcome = { kind: "won" | "lost"; at: Instant; value?: Money };

/** What somebody said of a lead with a change of its status. */
export type Said = {
  number: number;
  at: Instant;
  /** A user, or a key. */
  by: string;
  status: string;
  reason?: string;
  note?: string;
};

export type Item = {
  lead: string;
  revision: number;
  /** Counts what was done with the lead in the console. */
  version?: number;
  score?: number;
  grade?: Grade;
  chance?: Chance;
  sure: boolean;
  fit?: string;
  engagement?: number;
  reasons: Reason[];
  model?: string;
  rules: boolean;
  scoredAt?: Instant;
  previousScore?: number;
  company?: string;
  title?: string;
  values: Record<string, string>;
  sources: string[];
  createdAt: Instant;
  changedAt: Instant;
  outcome?: Outcome;
  owner?: string;
  ownerName?: string;
  status: Status;
  statusReason?: string;
  statusAt?: Instant;
  qualifiedBy?: "threshold" | "person";
};
/** `total` stops somewhere; then it is a lower bound. */
export type WorkPage = { items: Item[]; next?: string; total: number; totalIsLowerBound?: boolean };
export type WorkCounts = {
  total: number;
  byGrade: Partial<Record<Grade | "none", number>>;
  byStatus: Partial<Record<Status, number>>;
};
/** `items` are what was made of the leads that were changed; what was so already is neither there nor refused. */
export type BulkResult = { changed: number; items: Item[]; refused: { lead: string; detail: string }[] };
export type SavedView = {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  mine: boolean;
  position: number;
};
export type AssignmentRules = {
  threshold?: number;
  mode: "none" | "round-robin" | "region" | "load";
  regions: Record<string, string>;
  members: string[];
};
/** `waiting`: free leads at or above the threshold, which reached it before there was one. */
export type Assignment = AssignmentRules & { waiting?: number; version: number };
export type Feedback = { number: number; at: Instant; by: string; status: Status; reason?: string; note?: string };
export type Account = {
  company: string;
  leads: number;
  best?: { lead: string; score: number };
  meanScore?: number;
  fit?: string;
  won: number;
  lost: number;
  open: number;
  lastChangedAt: Instant;
  /** The best score at the end of each of the last days that had one, the oldest first; days are of UTC. */
  trend: { day: string; best: number }[];
};
export type AccountPage = { accounts: Account[]; next?: string };
export type AccountDetail = { account: Account; items: Item[] };

type Figure = { now: number; before: number };
export type Overview = {
  asOf: Instant;
  days: number;
  figures: {
    leads: Figure;
    qualified: Figure;
    converted: Figure;
    /** `leftOut`: wins that are worth something in another currency. */
    revenue: { now: Money; before: Money; leftOut?: number };
  };
  grades: Partial<Record<Grade | "none", number>>;
  perDay: { day: string; new: number; qualified: number; converted: number; revenue: number }[];
  attention: { kind: string; count: number; words: string; link: string }[];
  changes: { words: string; link: string }[];
  model: { model?: string; rules: boolean; since?: Instant; words: string };
};

// Leads

export type FieldValue = { text: string; source: string; occurredAt: Instant; knownAt: Instant };
export type Lead = {
  id: string;
  revision: number;
  createdAt: Instant;
  changedAt: Instant;
  company?: string;
  values: Record<string, string>;
  outcome?: Outcome;
  fields: Record<string, FieldValue>;
};
export type Persons = { persons: Record<string, Record<string, FieldValue>> };
export type Source = {
  id: string;
  name: string;
  createdAt: Instant;
  leads: number;
  lastSeenAt?: Instant;
  received24h: number;
  refused24h: number;
};

// Imports

export type ImportStatus =
  "mapping" | "checking" | "checked" | "running" | "done" | "failed" | "cancelled" | "undoing" | "undone";
export type ImportColumn = {
  column: string;
  field: string;
  name?: string;
  kind?: string;
  samples: string[];
  missing: number;
  reason: string;
  warning?: string;
};
export type OutcomeWords = { won: string[]; lost: string[]; open: string[] };
export type ImportCounts = {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  conflicts: number;
  duplicates: number;
  /** Of the file, with the first such rows. */
  duplicateLines: number[];
  reasons: { detail: string; rows: number; lines: number[] }[];
};
export type Import = {
  id: string;
  file: string;
  bytes: number;
  source: string;
  status: ImportStatus;
  createdBy: string;
  createdAt: Instant;
  startedAt?: Instant;
  endedAt?: Instant;
  progress: { stage: string; fraction: number; rows: number };
  /** Absent in lists, and once the file is forgotten. */
  format?: { words: string; encoding: string; delimiter?: string; rows?: number; notes?: string[] };
  mapping?: ImportMapping;
  check?: ImportCounts;
  result?: ImportCounts;
  problem?: { detail: string };
  /** When the file was destroyed, since its rows were in. */
  fileGoneAt?: Instant;
  /** When what is still kept of the file is let go of; absent once it is. */
  keptUntil?: Instant;
  forgottenAt?: Instant;
};
export type DateOrder = "day-month-year" | "month-day-year";
export type ImportMapping = {
  columns: ImportColumn[];
  outcome?: OutcomeWords;
  dateOrder?: DateOrder;
  currency?: string;
};
export type ImportPage = { imports: Import[]; next?: string };

// Scoring

export type LeadScore = {
  lead?: string;
  model: string;
  rules: boolean;
  score: number;
  chance?: Chance;
  sure: boolean;
  fit?: string;
  engagement?: number;
  asOf: Instant;
  computedAt: Instant;
  entry?: number;
  cause?: Cause;
  changed?: string[];
  /** With the contributions it adds up to `sum`: log-odds under a model, points under the rules. */
  base: number;
  sum?: number;
  contributions: Reason[];
};
export type Cause = { kind: string; reference: string };
export type LedgerEntry = {
  entry: number;
  at: Instant;
  asOf: Instant;
  cause: Cause;
  changed: string[];
  model: string;
  rules: boolean;
  score: number;
  chance?: Chance;
  fit?: string;
  engagement?: number;
  base: number;
  sum: number;
  /** The entry whose reasons moved. */
  movedFrom?: number;
  moved: Move[];
};
export type Move = { column: string; from: number; to: number; words: string };
export type ScoreChange = {
  from: SeenScore;
  to: SeenScore;
  causes: { cause: string; times: number; by: number }[];
  moved: Move[];
};
type SeenScore = {
  entry: number;
  since: Instant;
  model: string;
  rules: boolean;
  score: number;
  chance?: Chance;
  base: number;
  sum: number;
};
export type LedgerPage = { entries: LedgerEntry[]; next?: string };

export type Estimate = { value: number; low: number; high: number };
export type Model = {
  id: string;
  createdAt: Instant;
  trainedOn: { leads: number; snapshots: number; won: number; baseRate: number };
  quick: boolean;
  verdict: { code: "strong" | "useful" | "weak" | "none"; words: string };
  rocAuc: Estimate;
  reach20?: Estimate;
  rulesRocAuc?: number;
  beatsRules?: boolean;
  /** `coming`: promoted, while leads are scored anew. */
  state: "champion" | "coming" | "challenger" | "retired" | "refused";
  promotedAt?: Instant;
  promotedBy?: string;
};
export type Readiness = {
  ready: boolean;
  won: number;
  lost: number;
  missing: number;
  missingOfAKind: number;
  words: string;
};
/** Names of columns that no model is to learn from, or is to in whatever its proof says. */
export type ColumnChoices = {
  leaveOut: string[];
  keep: string[];
};

export type Models = {
  models: Model[];
  champion?: string;
  coming?: string;
  challenger?: string;
  /** What a rollback brings back. */
  previous?: string;
  ready: Readiness;
  training?: Job;
  promotion?: Job;
};
export type ModelDetail = Model & { proof?: Proof };
/** Long work in the background: a training, a promotion. */
export type Job = {
  id: string;
  status: "queued" | "running" | "done" | "failed" | "cancelled";
  stage: string;
  fraction: number;
  createdBy: string;
  createdAt: Instant;
  startedAt?: Instant;
  endedAt?: Instant;
  model?: string;
  problem?: { detail: string };
};

// The learner's proof, docs/reference/proof-json.md

export type ProofMetrics = {
  rocAuc: Estimate;
  prAuc: Estimate;
  logLoss: Estimate;
  brier: Estimate;
  calibrationError: Estimate;
  top: { share: number; lift: Estimate; captured: Estimate }[];
};
export type GainsPoint = { share: number; captured: Estimate };
export type CalibrationBin = { leads: number; predicted: number; observed: Estimate };
export type Contender = { name: string; metrics: ProofMetrics };
export type Driver = {
  column: string;
  side: "fit" | "engagement";
  importance: number;
  share: number;
  summary: string;
  effect: { label: string; leads: number; contribution: number; low: number; high: number; convertedRate: number }[];
};
export type Leak = {
  column: string;
  certainty: "certain" | "suspect";
  excluded: boolean;
  kept: boolean;
  evidence: string[];
  with: number;
  without: number;
};
export type ProofColumn = {
  name: string;
  kind: string;
  used: boolean;
  reason: string;
  side: "fit" | "engagement" | null;
  missing: number;
  distinct: number;
};
export type Proof = {
  version: number;
  verdict: "strong" | "useful" | "weak" | "none";
  headline: string;
  cautions: string[];
  data: {
    file: string;
    target: string;
    positive: string[];
    rows: number;
    used: number;
    converted: number;
    open: number;
    sampled: boolean;
  };
  metrics: ProofMetrics;
  comparison: Contender[];
  gains: GainsPoint[];
  calibration: CalibrationBin[];
  timeSplit: null | {
    orderedBy: string;
    trained: number;
    tested: number;
    trainedRate: number;
    testedRate: number;
    drift: boolean;
    metrics: ProofMetrics;
    comparison: Contender[];
    gains: GainsPoint[];
    calibration: CalibrationBin[];
  };
  leading: "crossValidation" | "timeSplit";
  learningCurve: { leads: number; rocAuc: Estimate; logLoss: number }[];
  drivers: Driver[];
  leaks: Leak[];
  columns: ProofColumn[];
  notes: string[];
  method: string[];
  model: { id: string; trainedOn: number; seed: number; folds: number; facts: { name: string; value: string }[] };
};
