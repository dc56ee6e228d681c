/** What the audit log records, in words. An act that is new to this page is spelt out. */
const ACTS: Record<string, string> = {
  "session.started": "Signed in",
  "session.ended": "Ended a session",
  "session.failed": "Failed to sign in",
  "password.changed": "Changed the password",
  "password.refused": "Gave a wrong password",
  "link.used": "Came in by a link",
  "personal.read": "Saw who leads are",
  "lead.deleted": "Deleted a lead",
  "leads.exported": "Exported a list",
  "work.claimed": "Claimed a lead",
  "work.released": "Released a lead",
  "work.assigned": "Assigned a lead",
  "work.status": "Set a status",
  "import.started": "Began an import",
  "import.undone": "Took an import back",
  "model.promoted": "Let a model go live",
  "training.started": "Began a training",
  "training.cancelled": "Cancelled a training",
  "key.made": "Made a key",
  "key.created": "Made a key",
  "key.revoked": "Revoked a key",
  "user.invited": "Invited a user",
  "user.role-changed": "Changed a role",
  "user.link-made": "Made a link for a user",
  "user.deactivated": "Deactivated a user",
  "user.reactivated": "Let a user in again",
  "workspace.changed": "Changed the settings",
  "workspace.created": "Made the workspace",
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
  ["work", "Working the list"],
  ["lead", "Deleting and exporting"],
  ["import", "Imports"],
  ["model", "Models"],
  ["training", "Trainings"],
  ["key", "API keys"],
  ["user", "Users"],
  ["workspace", "Settings"],
];
