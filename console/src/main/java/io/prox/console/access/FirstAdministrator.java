package io.prox.console.access;

import io.prox.console.provider.ProviderProperties;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets the first person into an installation: by a link that works once, for no account comes with
/// a password.
public final class FirstAdministrator {
    private static final String NAME = "Administrator";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('prox.first'), 0)";

    private final Workspaces workspaces;
    private final Users users;
    private final OneTimeLinks links;
    private final AuditLog audit;
    private final Database database;
    private final Optional<String> provider;

    /// @param provider by which people may sign in too
    FirstAdministrator(
            Workspaces workspaces,
            Users users,
            OneTimeLinks links,
            AuditLog audit,
            Database database,
            ProviderProperties provider) {
        this.workspaces = workspaces;
        this.users = users;
        this.links = links;
        this.audit = audit;
        this.database = database;
        this.provider = provider.issuer().map(URI::toString);
    }

    /// Sees to it that someone can come in. Makes the first workspace, with one administrator, if
    /// there is none. To be called at each start; any number of processes may do so at once.
    ///
    /// @param workspace name of the first workspace
    /// @param email that its administrator signs in with, unless they give another when they come
    ///   in
    /// @param demo whether what will be in it is made up
    /// @return path of the console's page that lets the administrator in; it takes the place of
    ///   those given before. Empty once someone can sign in without one.
    public Optional<String> link(String workspace, String email, boolean demo) {
        return database.transaction(
                () -> {
                    database.sql().sql(LOCK).query((row, number) -> true).list();
                    List<WorkspaceId> all = workspaces.all();
                    if (all.isEmpty()) {
                        return Optional.of(make(workspace, email, demo));
                    }
                    return wayIn(all.getFirst());
                });
    }

    private String make(String name, String email, boolean demo) {
        WorkspaceId workspace = workspaces.make(name, demo).id();
        User administrator =
                users.invite(workspace, NAME, email, Role.ADMINISTRATOR)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "a user without a workspace has the first address"));
        note(workspace, "workspace.made", workspace.value(), Map.of());
        note(workspace, "user.invited", administrator.id(), Map.of("role", "administrator"));
        return link(workspace, administrator);
    }

    /// For an administrator of the first workspace, if none of its users can sign in by themselves.
    private Optional<String> wayIn(WorkspaceId workspace) {
        List<User> present =
                users.all(workspace).stream()
                        .filter(user -> user.status() != User.Status.DEACTIVATED)
                        .toList();
        return present.stream().anyMatch(user -> user.canSignIn(provider))
                ? Optional.empty()
                : present.stream()
                        .filter(user -> user.role() == Role.ADMINISTRATOR)
                        .findFirst()
                        .map(administrator -> link(workspace, administrator));
    }

    private String link(WorkspaceId workspace, User administrator) {
        var purpose = OneTimeLinks.Purpose.FIRST_SIGN_IN;
        note(workspace, "user.link-made", administrator.id(), Map.of("purpose", purpose.word()));
        return LinkPath.of(links.make(workspace, administrator.id(), purpose));
    }

    private void note(
            WorkspaceId workspace, String action, String subject, Map<String, String> detail) {
        audit.append(workspace, "prox", action, subject, detail, "");
    }
}
