import type { LinkProps } from "@tanstack/react-router";
import type { Permission } from "@/api/types";
import type { IconName } from "@/shared/ui/Icon";

export type Place = {
  to: LinkProps["to"];
  words: string;
  icon: IconName;
  needs: Permission;
  /** Whether it stands in the bar of a phone. */
  phone?: boolean;
  /** Words by which the palette finds it too. */
  also?: string;
};

export const PLACES: { group: string; places: Place[] }[] = [
  {
    group: "Sell",
    places: [
      { to: "/overview", words: "Overview", icon: "overview", needs: "work:read", phone: true, also: "home dashboard" },
      { to: "/work", words: "Work list", icon: "work", needs: "work:read", phone: true, also: "queue call today" },
      { to: "/leads", words: "Leads", icon: "leads", needs: "work:read", phone: true, also: "people contacts all" },
      { to: "/accounts", words: "Accounts", icon: "accounts", needs: "leads:read", phone: true, also: "companies" },
    ],
  },
  {
    group: "Learn",
    places: [
      { to: "/import", words: "Import", icon: "import", needs: "imports:read", also: "upload csv excel file list" },
      { to: "/models", words: "Models", icon: "models", needs: "models:read", also: "proof train promote calibration" },
    ],
  },
  {
    group: "Run",
    places: [
      { to: "/system", words: "System", icon: "system", needs: "system:read", also: "health books rejected lag" },
      { to: "/audit", words: "Audit", icon: "audit", needs: "audit:read", also: "log who did what" },
      {
        to: "/settings",
        words: "Settings",
        icon: "settings",
        needs: "self",
        also: "users keys sources workspace password",
      },
    ],
  },
];
