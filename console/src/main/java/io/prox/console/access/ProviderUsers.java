package io.prox.console.access;

import io.prox.console.provider.Identity;
import io.prox.console.provider.ProviderProperties;
import io.prox.console.provider.Refusal;
import io.prox.console.provider.RefusedException;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import java.util.Map;
import java.util.Optional;

/// Who of the users it is that the provider has proven.
///
/// Someone is known by issuer and subject. Whoever comes for the first time gets the account with
/// the e-mail address that the provider vouches for, if nobody has it with the provider yet; from
/// then on the address counts no more.
final class ProviderUsers {
    private final Users users;
    private final Workspaces workspaces;
    private final OneTimeLinks links;
    private final ProviderProperties.Uninvited uninvited;
    private final AuditLog audit;
    private final Database database;

    ProviderUsers(
            Users users,
            Workspaces workspaces,
            OneTimeLinks links,
            ProviderProperties.Uninvited uninvited,
            AuditLog audit,
            Database database) {
        this.users = users;
        this.workspaces = workspaces;
        this.links = links;
        this.uninvited = uninvited;
        this.audit = audit;
        this.database = database;
    }

    /// The user that the provider means, be they active or not; nobody becomes one by this.
    Optional<Users.Holder> known(Identity identity) {
        return users.holder(identity.issuer(), identity.subject());
    }

    /// The active user that the provider means, who may become one by this.
    ///
    /// @param network where they come from, for the audit log
    /// @throws RefusedException if there is none
    Users.Holder find(Identity identity, String network) {
        Optional<Users.Holder> known = known(identity);
        if (known.isPresent()) {
            active(known.get());
            return known.get();
        }
        String email =
                identity.email().orElseThrow(() -> new RefusedException(Refusal.UNVERIFIED_EMAIL));
        Optional<Users.Holder> invited = users.holder(email);
        return invited.isPresent()
                ? bind(invited.get(), identity, network)
                : letIn(email, identity, network);
    }

    private User active(Users.Holder holder) {
        return users.find(holder.workspace(), holder.user())
                .filter(user -> user.status() != User.Status.DEACTIVATED)
                .orElseThrow(() -> new RefusedUserException(Refusal.DEACTIVATED, holder));
    }

    private Users.Holder bind(Users.Holder holder, Identity identity, String network) {
        return database.within(
                holder.workspace(),
                () -> {
                    User user = active(holder);
                    if (!users.bind(holder, identity.issuer(), identity.subject())) {
                        throw new RefusedUserException(Refusal.TAKEN, holder);
                    }
                    if (user.status() == User.Status.INVITED) {
                        links.forget(holder.workspace(), holder.user());
                    }
                    audit.append(
                            holder.workspace(),
                            holder.user(),
                            "user.bound",
                            holder.user(),
                            Map.of("issuer", identity.issuer()),
                            network);
                    return holder;
                });
    }

    /// Makes a user of the first workspace of someone whom nobody has invited, if such are let in.
    private Users.Holder letIn(String email, Identity identity, String network) {
        String domain = email.substring(email.indexOf('@') + 1);
        if (uninvited.domains().stream().noneMatch(domain::equalsIgnoreCase)) {
            throw new RefusedException(Refusal.NOT_INVITED);
        }
        WorkspaceId workspace = workspaces.all().getFirst();
        return database.within(
                workspace,
                () -> {
                    User user =
                            users.invite(workspace, name(email, identity), email, uninvited.role())
                                    .orElseThrow(() -> new RefusedException(Refusal.TAKEN));
                    audit.append(
                            workspace,
                            "prox",
                            "user.let-in",
                            user.id(),
                            Map.of("role", user.role().word()),
                            network);
                    return bind(new Users.Holder(workspace, user.id()), identity, network);
                });
    }

    private static String name(String email, Identity identity) {
        return identity.name()
                .map(String::strip)
                .filter(Checks::isName)
                .orElse(email.substring(0, Math.min(email.indexOf('@'), Checks.LONGEST_NAME)));
    }
}
