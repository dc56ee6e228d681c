/**
 * What the endpoints answer, by the names that the pages use. `generated.ts` is made from `openapi.json`, which is the
 * API's own description: `npm run types`. Absent values are left out of the JSON.
 */
import type { components } from "./generated";

type Schemas = components["schemas"];

// Access

export type Role = Schemas["UserAnswer"]["role"];
export type Permission = Schemas["SessionAnswer"]["permissions"][number];
export type Session = Schemas["SessionAnswer"];
/** How people may sign in. */
export type SignInWays = Schemas["ProviderWaysAnswer"];
export type LinkInfo = Schemas["SignInDoor"];
export type OwnSession = Schemas["SessionOwnSession"];
export type User = Schemas["UserAnswer"];
export type Colleague = Schemas["UserColleague"];
export type ApiKey = Schemas["KeyAnswer"];
export type Thresholds = Schemas["WorkspaceThresholdsAnswer"];
export type Workspace = Schemas["WorkspaceAnswer"];
export type AuditEntry = Schemas["AuditEntryAnswer"];
export type AuditPage = Schemas["AuditAnswer"];
export type SystemState = Schemas["SystemAnswer"];
export type Rejected = Schemas["RejectedAnswer"];
export type RejectedPage = Schemas["RejectedPage"];
/** Received is accepted and refused together, accepted is created, changed and unchanged together. */
export type BooksAccount = Schemas["BooksAccount"];
/** Each change of a lead is published as a fact; deleted leads count too. */
export type Books = Schemas["Books"];
/** What a reader of the log has taken in of these facts, and what it rejected that was not replayed. */
export type ReaderBooks = Schemas["ScoringBooksAnswer"] & Schemas["WorkBooksAnswer"];

// Events

export type WriteKey = Schemas["SourceKeysKeyAnswer"];
export type MadeWriteKey = Schemas["SourceKeysMadeKey"];
export type TrackerInfo = Schemas["TrackerAnswer"];

/** Received is accepted and refused; accepted is matched, anonymous, repeated and rejected. */
export type EventAccount = Schemas["EventBooksEventAccount"];
export type EventBooks = Schemas["EventBooks"];
export type KeptEvent = Schemas["KeptEventsKeptAnswer"];
export type KeptPage = Schemas["KeptEventsKeptPage"];
export type KeptContent = Schemas["KeptEventsKeptContent"];
export type ReplayAnswer = Schemas["KeptEventsReplayAnswer"];

// Engagement

/** `counts`: whether it is in the fold; `words` of its kind. */
export type Activity = Schemas["TimelineActivityAnswer"];
export type ActivitiesPage = Schemas["TimelineActivitiesPage"];
/** `days` of the last 90 on which something was done, in UTC. */
export type Engagement = Schemas["TimelineEngagementAnswer"];

// Work

export type Grade = NonNullable<Item["grade"]>;
export type Status = Item["status"];
/** In the description a reason is any text: the server refuses others itself, with all else that is wrong at once. */
export type DisqualifyReason = "not-a-fit" | "no-budget" | "no-need" | "bad-data" | "competitor" | "other";
export type Reason = Schemas["ScoreFactReason"];
export type Outcome = Schemas["ItemOutcome"];
/** What somebody said of a lead with a change of its status. */
export type Said = Schemas["FeedbackSaid"];
export type Item = Schemas["Item"];
/** `total` stops somewhere; then it is a lower bound. */
export type WorkPage = Schemas["WorkListPage"];
export type WorkCounts = Schemas["WorkListCounts"];
/** `items` are what was made of the leads that were changed; what was so already is neither there nor refused. */
export type BulkResult = Schemas["ActsDone"];
export type SavedView = Schemas["SavedViewsView"];
/** `waiting`: free leads at or above the threshold, which reached it before there was one. */
export type Assignment = Schemas["AssignmentAnswer"];
export type AssignmentRules = Omit<Assignment, "waiting" | "version">;
/** `trend`: the best score at the end of each of the last days that had one, the oldest first; days are of UTC. */
export type Account = Schemas["Account"];
export type AccountPage = Schemas["AccountsPage"];
export type AccountDetail = Schemas["AccountsAnswer"];
export type Overview = Schemas["Overview"];

// Leads

export type FieldValue = Schemas["LeadDirectoryValue"];
export type Lead = Schemas["LeadDirectoryLead"];
export type Persons = Schemas["LeadsPersons"];
export type Source = Schemas["TalliesSource"];

// Imports

export type Import = Schemas["ImportView"];
export type ImportStatus = Import["status"];
export type ImportMapping = Schemas["ImportViewMappingView"];
export type ImportColumn = Schemas["ImportViewColumnView"];
export type ImportCounts = Schemas["Counts"];
export type ImportPage = Schemas["ImportsImportPage"];
export type OutcomeWords = Schemas["MappingOutcomeWords"];
export type DateOrder = NonNullable<ImportMapping["dateOrder"]>;

// Scoring

/** With the contributions `base` adds up to `sum`: log-odds under a model, points under the rules. */
export type LeadScore = Schemas["ScoresScoreAnswer"];
export type LedgerEntry = Schemas["ScoresEntryAnswer"];
export type LedgerPage = Schemas["ScoresLedgerPage"];
export type Move = Schemas["Move"];
export type ScoreChange = Schemas["ChangesChangeAnswer"];
export type Estimate = Schemas["Estimate"];
export type Model = Omit<Schemas["ModelsModelAnswer"], "proof">;
/** The document says of the proof only that it is JSON: it is the learner's, see below. */
export type ModelDetail = Model & { proof?: Proof };
export type Models = Schemas["ModelsModelList"];
/** Long work in the background: a training, a promotion. */
export type Job = Schemas["ModelsJobAnswer"];
/** Names of columns that no model is to learn from, or is to in whatever its proof says. */
export type ColumnChoices = Schemas["ColumnChoicesChoices"];

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
