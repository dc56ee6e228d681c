package io.prox.app;

import io.prox.app.running.FirstLines;
import io.prox.app.running.RoleName;
import io.prox.app.running.Running;
import io.prox.platform.ServiceProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `prox run ROLE`: one component in a process of its own.
@Command(
        name = "run",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Starts one role of ProX against a PostgreSQL and a Kafka that are there. Settings come"
                    + " from the environment (PROX_DATABASE_URL for prox.database.url) and from a"
                    + " file; docs/reference/settings.md lists them.",
            ""
        },
        footer = {"", "Example: prox run scoring --config /etc/prox/prox.properties"})
final class RunCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(
            paramLabel = "ROLE",
            arity = "1..*",
            description = "ingestion, engagement, scoring or console; several run in one process")
    private List<String> roles = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings, as .properties or .yaml; the environment goes before it")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "to listen on (8080)")
    private Optional<Integer> port = Optional.empty();

    @SuppressWarnings("UnusedVariable") // Main looks for it, as it must work where parsing fails
    @Option(names = "--debug", description = "show stack traces")
    private boolean debug;

    RunCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        Set<RoleName> wanted = wanted();
        config.ifPresent(InputFile::check);
        Map<String, Object> settings = new HashMap<>();
        config.ifPresent(
                file ->
                        settings.put(
                                "spring.config.additional-location",
                                file.toAbsolutePath().toUri()));
        port.ifPresent(number -> settings.put("server.port", number));
        var running = new Running(err);
        ServiceProcess process = running.keep(RoleName.start(wanted, settings));
        if (wanted.contains(RoleName.CONSOLE)) {
            FirstLines.tell(out, process, UpCommand.WORKSPACE, false);
        } else {
            out.println(FirstLines.url(process));
            out.flush();
        }
        new CountDownLatch(1).await(); // until a signal ends the process
        return 0;
    }

    private Set<RoleName> wanted() {
        return roles.stream().map(RunCommand::role).collect(Collectors.toSet());
    }

    private static RoleName role(String word) {
        List<String> words = Arrays.stream(RoleName.values()).map(RoleName::word).toList();
        return RoleName.of(word)
                .orElseThrow(
                        () ->
                                new UserMistake(
                                        "there is no role '%s'; roles: %s.%s"
                                                .formatted(
                                                        word,
                                                        String.join(", ", words),
                                                        NearestNames.question(word, words))));
    }
}
