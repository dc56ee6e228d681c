package io.prox.console.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.audit.AuditEntry;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.web.Requires;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who did what.
@RestController
final class AuditController {
    private static final int USUAL_PAGE = 50;

    /// Walking a log takes time; who turns pages does not want it walked for each.
    private static final Duration WALKED = Duration.ofSeconds(30);

    private final AuditLog audit;
    private final Users users;
    private final ApiKeys keys;
    private final Clock clock;
    private final Map<WorkspaceId, Walk> walks = new ConcurrentHashMap<>();

    AuditController(AuditLog audit, Users users, ApiKeys keys, Clock clock) {
        this.audit = audit;
        this.users = users;
        this.keys = keys;
        this.clock = clock;
    }

    /// @param actorName of the user or key; absent for `prox` and for who is gone
    /// @param subject what it was done to
    /// @param origin network that the request came from
    record EntryAnswer(
            long number,
            Instant at,
            String actor,
            Optional<String> actorName,
            String action,
            String subject,
            Map<String, String> detail,
            String origin) {}

    /// @param intact whether all entries of the log are as they were written
    /// @param firstBroken the first one that is not
    record AuditAnswer(
            List<EntryAnswer> entries,
            Optional<String> next,
            boolean intact,
            OptionalLong firstBroken) {}

    /// The newest entries first.
    ///
    /// @param after `next` of the page before
    /// @param action beginning of it: `key` finds `key.made`
    @Requires(Permission.AUDIT_READ)
    @GetMapping("/v1/audit")
    AuditAnswer page(
            @RequestParam(defaultValue = "" + USUAL_PAGE) int limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String subject,
            Caller caller) {
        Pages.checkLimit(limit);
        List<AuditEntry> entries =
                audit.page(
                        caller.workspace(),
                        Pages.number(after),
                        new AuditLog.Filter(action, actor, subject),
                        limit);
        Map<String, String> names = names(caller.workspace());
        OptionalLong broken = firstBroken(caller.workspace());
        return new AuditAnswer(
                entries.stream().map(entry -> answer(entry, names)).toList(),
                entries.size() < limit
                        ? Optional.empty()
                        : Optional.of(Long.toString(entries.getLast().number())),
                broken.isEmpty(),
                broken);
    }

    private static EntryAnswer answer(AuditEntry entry, Map<String, String> names) {
        return new EntryAnswer(
                entry.number(),
                entry.at(),
                entry.actor(),
                Optional.ofNullable(names.get(entry.actor())),
                entry.action(),
                entry.subject(),
                entry.detail(),
                entry.origin());
    }

    private Map<String, String> names(WorkspaceId workspace) {
        Map<String, String> names = new HashMap<>();
        for (User user : users.all(workspace)) {
            names.put(user.id(), user.name());
        }
        for (ApiKeys.ApiKey key : keys.all(workspace)) {
            names.put(key.id(), key.name());
        }
        return names;
    }

    private OptionalLong firstBroken(WorkspaceId workspace) {
        Instant now = clock.instant();
        Walk last = walks.get(workspace);
        if (last == null || last.at().plus(WALKED).isBefore(now)) {
            last = new Walk(now, audit.firstBroken(workspace));
            walks.put(workspace, last);
        }
        return last.firstBroken();
    }

    private record Walk(Instant at, OptionalLong firstBroken) {}
}
