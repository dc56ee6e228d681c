package io.prox.console.access;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.access.Workspaces.Thresholds;
import io.prox.platform.access.Workspaces.Workspace;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.IfMatch;
import io.prox.platform.web.Requires;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The settings of a workspace.
@RestController
final class WorkspaceController {
    private static final int HIGHEST = 100;

    private final Workspaces workspaces;
    private final AuditLog audit;
    private final Database database;

    WorkspaceController(Workspaces workspaces, AuditLog audit, Database database) {
        this.workspaces = workspaces;
        this.audit = audit;
        this.database = database;
    }

    /// @param version counts its changes; its `ETag`
    record WorkspaceAnswer(
            String id,
            String name,
            boolean demo,
            Instant createdAt,
            ThresholdsAnswer thresholds,
            String currency,
            int horizonDays,
            long version) {
        static WorkspaceAnswer of(Workspace workspace) {
            return new WorkspaceAnswer(
                    workspace.id().value(),
                    workspace.name(),
                    workspace.demo(),
                    workspace.createdAt(),
                    new ThresholdsAnswer(
                            workspace.thresholds().a(),
                            workspace.thresholds().b(),
                            workspace.thresholds().c()),
                    workspace.currency(),
                    workspace.horizonDays(),
                    workspace.version());
        }
    }

    /// From which score on a lead is of a grade.
    record ThresholdsAnswer(int a, int b, int c) {}

    @Requires(Permission.WORKSPACE_READ)
    @GetMapping("/v1/workspace")
    ResponseEntity<WorkspaceAnswer> read(Caller caller) {
        return answer(workspaces.find(caller.workspace()).orElseThrow(WorkspaceController::none));
    }

    /// What is left out stays as it is.
    record WorkspaceRequest(
            @Nullable String name,
            @Nullable ThresholdsRequest thresholds,
            @Nullable String currency) {}

    record ThresholdsRequest(int a, int b, int c) {}

    /// `If-Match` with the tag of the settings makes sure that nobody changed them since they were
    /// looked at.
    @Requires(Permission.WORKSPACE_WRITE)
    @PatchMapping("/v1/workspace")
    ResponseEntity<WorkspaceAnswer> change(
            @RequestBody WorkspaceRequest given,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            Caller caller) {
        OptionalLong seen = IfMatch.version(match);
        return database.within(
                caller.workspace(),
                () -> {
                    Workspace before = held(caller);
                    if (seen.isPresent() && seen.getAsLong() != before.version()) {
                        throw new ProblemException(
                                ProblemType.CONFLICT,
                                "Somebody changed these settings meanwhile. Look at them again; nothing was changed.");
                    }
                    var checks = new Checks();
                    String name =
                            given.name() == null
                                    ? before.name()
                                    : checks.name("#/name", given.name());
                    Thresholds thresholds =
                            given.thresholds() == null
                                    ? before.thresholds()
                                    : thresholds(given.thresholds(), checks);
                    String currency =
                            given.currency() == null
                                    ? before.currency()
                                    : currency(given.currency(), checks);
                    checks.done();
                    workspaces.change(caller.workspace(), name, thresholds, currency);
                    Workspace after = held(caller);
                    audit.append(
                            caller,
                            "workspace.changed",
                            caller.workspace().value(),
                            difference(before, after));
                    return answer(after);
                });
    }

    private static Thresholds thresholds(ThresholdsRequest given, Checks checks) {
        boolean fall =
                given.a() <= HIGHEST
                        && given.a() > given.b()
                        && given.b() > given.c()
                        && given.c() >= 0;
        checks.check(
                fall, "#/thresholds", "do not fall from at most 100 for a to at least 0 for c");
        return fall
                ? new Thresholds(given.a(), given.b(), given.c())
                : new Thresholds(HIGHEST, 1, 0);
    }

    private static String currency(String given, Checks checks) {
        String code = given.strip().toUpperCase(Locale.ROOT);
        checks.check(
                Currency.getAvailableCurrencies().stream()
                        .anyMatch(currency -> currency.getCurrencyCode().equals(code)),
                "#/currency",
                "is no currency of ISO 4217, such as EUR");
        return code;
    }

    /// The name is not among it: it may be a person's.
    private static Map<String, String> difference(Workspace before, Workspace after) {
        Map<String, String> changed = new TreeMap<>();
        if (!before.name().equals(after.name())) {
            changed.put("name", "changed");
        }
        if (!before.thresholds().equals(after.thresholds())) {
            changed.put(
                    "thresholds", words(before.thresholds()) + " -> " + words(after.thresholds()));
        }
        if (!before.currency().equals(after.currency())) {
            changed.put("currency", before.currency() + " -> " + after.currency());
        }
        return changed;
    }

    private static String words(Thresholds thresholds) {
        return "%d/%d/%d".formatted(thresholds.a(), thresholds.b(), thresholds.c());
    }

    private static ResponseEntity<WorkspaceAnswer> answer(Workspace workspace) {
        return ResponseEntity.ok()
                .eTag(Long.toString(workspace.version()))
                .body(WorkspaceAnswer.of(workspace));
    }

    private Workspace held(Caller caller) {
        return workspaces.hold(caller.workspace()).orElseThrow(WorkspaceController::none);
    }

    private static ProblemException none() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such workspace.");
    }
}
