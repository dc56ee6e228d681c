import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { parseSearch, picked, stringifySearch } from "@/shared/format/search";
import { isProblem } from "@/shared/http/client";
import { sessionQuery } from "@/shared/session/session";
import { Failure, Loading } from "@/shared/ui/States";
import { Broken } from "./Failed";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

type Context = { queryClient: QueryClient };

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

// ---- before one is signed in -------------------------------------------------------------------------------

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search) => picked(search, ["next", "error"]),
  component: lazyRouteComponent(() => import("@/features/access/SignInPage"), "SignInPage"),
});

const link = createRoute({
  getParentRoute: () => root,
  path: "/sign-in/link/$secret",
  component: lazyRouteComponent(() => import("@/features/access/LinkPage"), "LinkPage"),
});

// ---- behind the sign-in ------------------------------------------------------------------------------------

const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (isProblem(error) && error.status === 401) {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to go elsewhere
        throw redirect({
          to: "/sign-in",
          search: { next: location.pathname === "/" ? undefined : location.href },
          replace: true,
        });
      }
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to go elsewhere
    throw redirect({ to: session.user.role === "representative" ? "/work" : "/overview", replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => app,
  path: "/overview",
  validateSearch: (search) => picked(search, ["days"]),
  component: lazyRouteComponent(() => import("@/features/overview/OverviewPage"), "OverviewPage"),
});

export const LIST_SEARCH = [
  "view",
  "q",
  "grade",
  "status",
  "owner",
  "source",
  "country",
  "company",
  "outcome",
  "created",
  "qualified",
  "closed",
  "waiting",
  "risen",
  "sort",
  "lead",
] as const;

const work = createRoute({
  getParentRoute: () => app,
  path: "/work",
  validateSearch: (search) => picked(search, LIST_SEARCH),
  component: lazyRouteComponent(() => import("@/features/work/WorkPage"), "WorkPage"),
});

const leads = createRoute({
  getParentRoute: () => app,
  path: "/leads",
  validateSearch: (search) => picked(search, LIST_SEARCH),
  component: lazyRouteComponent(() => import("@/features/work/LeadsPage"), "LeadsPage"),
});

const lead = createRoute({
  getParentRoute: () => app,
  path: "/leads/$lead",
  validateSearch: (search) => picked(search, ["tab", "entry"]),
  component: lazyRouteComponent(() => import("@/features/lead/LeadPage"), "LeadPage"),
});

const accounts = createRoute({
  getParentRoute: () => app,
  path: "/accounts",
  validateSearch: (search) => picked(search, ["q", "sort"]),
  component: lazyRouteComponent(() => import("@/features/accounts/AccountsPage"), "AccountsPage"),
});

const account = createRoute({
  getParentRoute: () => app,
  path: "/accounts/$company",
  // Half a character cannot stand in an address, and would break the page of whoever shows the link.
  params: { stringify: ({ company }) => ({ company: company.toWellFormed() }) },
  component: lazyRouteComponent(() => import("@/features/accounts/AccountPage"), "AccountPage"),
});

const imports = createRoute({
  getParentRoute: () => app,
  path: "/import",
  component: lazyRouteComponent(() => import("@/features/imports/ImportsPage"), "ImportsPage"),
});

const oneImport = createRoute({
  getParentRoute: () => app,
  path: "/import/$id",
  component: lazyRouteComponent(() => import("@/features/imports/ImportPage"), "ImportPage"),
});

const models = createRoute({
  getParentRoute: () => app,
  path: "/models",
  component: lazyRouteComponent(() => import("@/features/models/ModelsPage"), "ModelsPage"),
});

const model = createRoute({
  getParentRoute: () => app,
  path: "/models/$id",
  component: lazyRouteComponent(() => import("@/features/models/ModelPage"), "ModelPage"),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});

const settingsPart = createRoute({
  getParentRoute: () => app,
  path: "/settings/$part",
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});

const system = createRoute({
  getParentRoute: () => app,
  path: "/system",
  component: lazyRouteComponent(() => import("@/features/system/SystemPage"), "SystemPage"),
});

const systemPart = createRoute({
  getParentRoute: () => app,
  path: "/system/$part",
  component: lazyRouteComponent(() => import("@/features/system/SystemPage"), "SystemPage"),
});

const audit = createRoute({
  getParentRoute: () => app,
  path: "/audit",
  validateSearch: (search) => picked(search, ["action", "actor", "subject"]),
  component: lazyRouteComponent(() => import("@/features/audit/AuditPage"), "AuditPage"),
});

const api = createRoute({
  getParentRoute: () => app,
  path: "/api",
  validateSearch: (search) => picked(search, ["q"]),
  component: lazyRouteComponent(() => import("@/features/api/ApiPage"), "ApiPage"),
});

const tree = root.addChildren([
  signIn,
  link,
  app.addChildren([
    home,
    overview,
    work,
    leads,
    lead,
    accounts,
    account,
    imports,
    oneImport,
    models,
    model,
    settings,
    settingsPart,
    system,
    systemPart,
    audit,
    api,
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    parseSearch: (text) => parseSearch(text),
    stringifySearch,
    defaultPendingComponent: () => (
      <div style={{ padding: "20px var(--gutter)" }}>
        <Loading />
      </div>
    ),
    defaultErrorComponent: ({ error, reset }) =>
      isProblem(error) ? <Failure error={error} what="The page" onRetry={reset} /> : <Broken onAgain={reset} />,
    defaultNotFoundComponent: NotFound,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
