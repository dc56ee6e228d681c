import type { Permission } from "@/api/types";

/** What a key may, in words; those of a user alone are not among them. */
export const PERMISSION_GROUPS: { group: string; permissions: [Permission, string][] }[] = [
  {
    group: "Leads",
    permissions: [
      ["leads:read", "Read leads, accounts, scores and reasons, without who they are"],
      ["personal:read", "Read names, addresses and numbers; each reading is recorded"],
      ["leads:write", "Send leads and outcomes"],
      ["leads:delete", "Delete leads for good"],
      ["leads:export", "Export lists"],
    ],
  },
  {
    group: "Imports",
    permissions: [
      ["imports:read", "See imports"],
      ["imports:write", "Import files, and take imports back"],
      ["sources:read", "See sources"],
      ["sources:write", "Change sources"],
    ],
  },
  {
    group: "Work",
    permissions: [
      ["work:read", "See the work list"],
      ["work:write", "Claim leads, and say what came of them"],
      ["work:assign", "Assign leads to others, and set the rules for it"],
    ],
  },
  {
    group: "Models",
    permissions: [
      ["scores:compute", "Have scores computed of leads that are not stored"],
      ["models:read", "See models and their proof"],
      ["models:train", "Train models"],
      ["models:promote", "Promote models and roll back"],
    ],
  },
  {
    group: "Running it",
    permissions: [
      ["users:read", "See users"],
      ["users:write", "Invite, change and deactivate users"],
      ["keys:read", "See keys"],
      ["keys:write", "Make and revoke keys"],
      ["workspace:read", "See the settings"],
      ["workspace:write", "Change the settings"],
      ["system:read", "See how the system is"],
      ["rejected:read", "See rejected records, with their content"],
      ["rejected:replay", "Replay rejected records"],
      ["audit:read", "Read the audit log"],
    ],
  },
];
