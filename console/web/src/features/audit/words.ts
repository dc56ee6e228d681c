/** What the audit log records, in words. An act that is new to this page is spelt out. */
const ACTS: Record<string, string> = {
  "session.started": "Signed in",
  "session.ended": "Ended a session",
  "session.refused": "Failed to sign in",
  "session.confirmed": "Proved again who they are",
  "password.changed": "Changed the password",
  "password.refused": "Gave a wrong password",
  "personal.read": "Saw who leads are",
  "lead.deleted": "Deleted a lead",
  "work.exported": "Exported the work list",
  "work.handed-off": "Handed leads over",
  "work.reassigned": "Gave a leaver's leads to others",
  "assignment.changed": "Changed the rules of hand-off",
  "import.uploaded": "Uploaded a file",
  "import.started": "Began an import",
  "import.cancelled": "Cancelled an import",
  "import.undone": "Took an import back",
  "import.forgotten": "Let an uploaded file be forgotten",
  "model.chosen": "Chose a model to go live",
  "model.promoted": "Let a model go live",
  "columns.chosen": "Chose the columns that models learn from",
  "training.started": "Began a training",
  "training.cancelled": "Cancelled a training",
  "rejected.replayed": "Replayed rejected records",
  "key.made": "Made a key",
  "key.revoked": "Revoked a key",
  "master-key.rotated": "Wrapped all keys by a new master key",
  "user.invited": "Invited a user",
  "user.let-in": "Let somebody in whom nobody had invited",
  "user.bound": "Signed in with the provider for the first time",
  "user.role-changed": "Changed a role",
  "user.link-made": "Made a link for a user",
  "user.deactivated": "Deactivated a user",
  "user.reactivated": "Let a user in again",
  "workspace.changed": "Changed the settings",
};

export function actWords(action: string): string {
  if (Object.hasOwn(ACTS, action)) return ACTS[action] ?? action;
  const words = action.replace(/[.-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** For the filter: beginnings of acts, which the server matches. */
export const KINDS: [string, string][] = [
  ["session", "Signing in and out"],
  ["password", "Passwords"],
  ["personal", "Seeing who leads are"],
  ["work", "Work list: hand-offs and exports"],
  ["assignment", "Rules of hand-off"],
  ["lead", "Deleting leads"],
  ["import", "Imports"],
  ["model", "Models"],
  ["training", "Trainings"],
  ["rejected", "Rejected records"],
  ["key", "API keys"],
  ["user", "Users"],
  ["workspace", "Settings"],
];
