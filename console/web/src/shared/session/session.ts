import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import type { Colleague, Permission, Session, SignInWays, User, Workspace } from "@/api/types";
import { get } from "@/shared/http/client";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => get<Session>("/v1/session", { signal }),
  staleTime: 5 * 60_000,
});

/** How people may sign in; it changes only when ProX starts anew. */
export const waysQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: ({ signal }) => get<SignInWays>("/v1/sign-in", { signal }),
  staleTime: Infinity,
});

/** Who is signed in; only below the shell, which waits for it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the reader may. What one may not do is not shown. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

export const colleaguesQuery = queryOptions({
  queryKey: ["colleagues"],
  queryFn: ({ signal }) => get<{ colleagues: Colleague[] }>("/v1/colleagues", { signal }),
  select: (found) => found.colleagues,
  staleTime: 5 * 60_000,
});

export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal }) => get<Workspace>("/v1/workspace", { signal }),
  staleTime: 5 * 60_000,
});

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: ({ signal }) => get<{ users: User[] }>("/v1/users", { signal }),
  staleTime: 60_000,
});

/** A colleague's name, where their identifier is all that is known. */
export function useNames(): (user: string | undefined) => string {
  const mayWork = useMay("work:read");
  const mayUsers = useMay("users:read");
  const { data: colleagues } = useQuery({ ...colleaguesQuery, enabled: mayWork && !mayUsers });
  const { data: users } = useQuery({ ...usersQuery, enabled: mayUsers });
  const { user: me } = useSession();
  return (user) => {
    if (user === undefined) return "nobody";
    if (user === me.id) return "you";
    if (user === "prox" || user === "") return "ProX";
    if (user.startsWith("key_")) return "a program";
    return (
      users?.users.find((other) => other.id === user)?.name ??
      colleagues?.find((colleague) => colleague.id === user)?.name ??
      "a colleague"
    );
  };
}
