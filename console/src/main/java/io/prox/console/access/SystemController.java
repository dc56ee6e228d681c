package io.prox.console.access;

import io.prox.platform.Version;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.Rejections;
import io.prox.platform.operations.Processes;
import io.prox.platform.operations.Processes.ConsumerReport;
import io.prox.platform.operations.Processes.ProcessReport;
import io.prox.platform.web.Requires;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// How the installation is, over all of its processes.
@RestController
final class SystemController {
    private static final String DATABASE_BYTES = "SELECT pg_database_size(current_database())";
    private static final String OUTBOX_ROWS = "SELECT count(*) FROM platform.outbox";

    /// The worst first: one of several copies that failed counts.
    private static final List<ConsumerLoop.State> WORST_FIRST =
            List.of(
                    ConsumerLoop.State.FAILED,
                    ConsumerLoop.State.WAITING,
                    ConsumerLoop.State.STARTING,
                    ConsumerLoop.State.STOPPED,
                    ConsumerLoop.State.RUNNING);

    private final Processes processes;
    private final Jobs jobs;
    private final Rejections rejections;
    private final Database database;

    SystemController(Processes processes, Jobs jobs, Rejections rejections, Database database) {
        this.processes = processes;
        this.jobs = jobs;
        this.rejections = rejections;
        this.database = database;
    }

    /// @param roles the components, each over all processes that run it
    /// @param version of the process that answers
    /// @param startedAt when the process that has run longest was started
    record SystemAnswer(
            List<RoleAnswer> roles,
            List<ConsumerAnswer> consumers,
            JobsAnswer jobs,
            StorageAnswer storage,
            String version,
            Optional<Instant> startedAt) {}

    /// @param state running, starting, waiting (something it needs does not answer), failed, or
    ///   lost (no process that runs it has reported for half a minute)
    /// @param processes that run it
    record RoleAnswer(String name, String state, int processes) {}

    /// @param lag facts on the log that it has not folded yet
    record ConsumerAnswer(String name, String role, String state, long lag) {}

    /// @param running long work of this workspace
    record JobsAnswer(long running) {}

    /// @param outboxRows transactions whose messages the log does not have yet
    /// @param rejected facts of this workspace that were rejected and not replayed
    record StorageAnswer(long databaseBytes, long outboxRows, long rejected) {}

    @Requires(Permission.SYSTEM_READ)
    @GetMapping("/v1/system")
    SystemAnswer system(Caller caller) {
        List<ProcessReport> all = processes.all();
        return new SystemAnswer(
                roles(all),
                consumers(all),
                new JobsAnswer(jobs.running(caller.workspace())),
                new StorageAnswer(
                        number(DATABASE_BYTES),
                        number(OUTBOX_ROWS),
                        rejections.waiting(caller.workspace())),
                Version.current(),
                all.stream()
                        .filter(process -> !process.lost())
                        .map(ProcessReport::startedAt)
                        .min(Comparator.naturalOrder()));
    }

    private long number(String statement) {
        return database.sql().sql(statement).query((row, number) -> row.getLong(1)).single();
    }

    private static List<RoleAnswer> roles(List<ProcessReport> all) {
        return all.stream()
                .flatMap(process -> process.roles().stream())
                .distinct()
                .sorted()
                .map(
                        role -> {
                            List<ProcessReport> running =
                                    all.stream()
                                            .filter(process -> process.roles().contains(role))
                                            .filter(process -> !process.lost())
                                            .toList();
                            return new RoleAnswer(role, state(role, running), running.size());
                        })
                .toList();
    }

    private static String state(String role, List<ProcessReport> running) {
        return running.isEmpty()
                ? "lost"
                : running.stream()
                        .flatMap(process -> process.consumers().stream())
                        .filter(consumer -> consumer.role().equals(role))
                        .map(ConsumerReport::state)
                        .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                        .map(SystemController::word)
                        .orElse("running");
    }

    private static List<ConsumerAnswer> consumers(List<ProcessReport> all) {
        SortedMap<String, ConsumerAnswer> consumers = new TreeMap<>();
        all.stream()
                .filter(process -> !process.lost())
                .flatMap(process -> process.consumers().stream())
                .sorted(Comparator.comparingInt(report -> WORST_FIRST.indexOf(report.state())))
                .forEach(
                        report ->
                                consumers.merge(
                                        report.name(),
                                        new ConsumerAnswer(
                                                report.name(),
                                                report.role(),
                                                word(report.state()),
                                                report.lag()),
                                        (worst, other) ->
                                                new ConsumerAnswer(
                                                        worst.name(),
                                                        worst.role(),
                                                        worst.state(),
                                                        worst.lag() + other.lag())));
        return List.copyOf(consumers.values());
    }

    private static String word(ConsumerLoop.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
