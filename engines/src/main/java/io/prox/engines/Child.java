package io.prox.engines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of an engine. It lives on a pipe from this one: the line [#STOP] asks it to end in its
/// own time, and the end of the pipe without that line means that we died, however that came about,
/// and that it has [#ORPHAN_LIMIT] to end. So nothing is left behind by `kill -9`, and the way to
/// stop is the same in both cases.
///
/// Signals that reach a whole group of processes, as Ctrl-C does, must not end an engine before its
/// users: each command is to ignore them.
final class Child {
    static final String STOP = "stop";

    /// How long an engine may take to end after the death of its parent.
    static final Duration ORPHAN_LIMIT = Duration.ofSeconds(4);

    private static final Duration LEFT_LIMIT = Duration.ofSeconds(10);

    private final Engine engine;
    private final Process process;
    private final EngineLog log;

    private Child(Engine engine, Process process, EngineLog log) {
        this.engine = engine;
        this.process = process;
        this.log = log;
    }

    /// @param environment besides ours
    /// @param folder to run in
    static Child start(
            Engine engine,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            EngineLog log) {
        var builder = new ProcessBuilder(command);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        clean(builder.environment());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            log.read(process.getInputStream());
            return new Child(engine, process, log);
        } catch (IOException refused) {
            throw new EnginesException(
                    "%s cannot be started: %s".formatted(engine, refused.getMessage()), refused);
        }
    }

    /// Takes out what is meant for this process, or for other servers on this machine: a debugger's
    /// port in `JAVA_TOOL_OPTIONS` can be opened once, and `PGDATA` names a directory of someone
    /// else. Messages are English, as they are looked at by programs.
    static void clean(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(
                        name ->
                                name.startsWith("PG")
                                        || name.startsWith("LC_")
                                        || name.equals("JAVA_TOOL_OPTIONS")
                                        || name.equals("JDK_JAVA_OPTIONS"));
        environment.put("LC_ALL", "C");
    }

    /// Ends what a parent that died has left running, which is about to end by itself.
    ///
    /// @param arguments that only a process of ours has, all of them
    static void endLeft(Engine engine, String... arguments) throws InterruptedException {
        if (Waiting.until(LEFT_LIMIT, () -> running(arguments).isEmpty())) {
            return;
        }
        running(arguments).forEach(ProcessHandle::destroyForcibly);
        if (!Waiting.until(LEFT_LIMIT, () -> running(arguments).isEmpty())) {
            throw new EnginesException(
                    "%s still runs from an earlier start and does not end (process %s); stop it"
                            .formatted(engine, running(arguments)));
        }
    }

    private static List<ProcessHandle> running(String... arguments) {
        return ProcessHandle.allProcesses()
                .filter(
                        process ->
                                process.info()
                                        .arguments()
                                        .map(List::of)
                                        .filter(own -> own.containsAll(List.of(arguments)))
                                        .isPresent())
                .toList();
    }

    /// Whether no process of the engine is left.
    boolean hasEnded() {
        return log.ended().getCount() == 0;
    }

    /// Whether it ended because its port was taken. The words are those of the C library, which
    /// PostgreSQL and the JVM pass on.
    boolean missedItsPort() {
        return hasEnded() && log.says("Address already in use");
    }

    void awaitEnd() throws InterruptedException {
        log.ended().await();
    }

    /// Asks it to end; returns at once.
    void askToStop() {
        try (OutputStream orders = process.getOutputStream()) {
            orders.write((STOP + "\n").getBytes(US_ASCII));
        } catch (IOException gone) {
            // then it has ended already
        }
    }

    /// Asks it to end and waits until it has; kills it when the limit is over. An interrupt does
    /// not cut the waiting short, and is kept.
    void end(Duration limit) {
        askToStop();
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        while (!hasEnded() && System.nanoTime() - end < 0) {
            try {
                if (!log.ended().await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException stopped) {
                interrupted = true;
            }
        }
        process.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What to tell about an engine that ended, or does not start: the subject and what is wrong,
    /// how to mend it, then its last words, without the steps of a stack trace, which the log has.
    EnginesException failure(String whatIsWrong) {
        var message = new StringBuilder("%s %s".formatted(engine, whatIsWrong));
        if (log.says("No space left on device")) {
            message.append("; the disk of %s is full, make room on it".formatted(log.file()));
        }
        message.append(
                "; if its last words speak of damage, bring the data directory back from a backup. From %s:"
                        .formatted(log.file()));
        log.latest().stream()
                .filter(line -> !line.startsWith("\tat "))
                .forEach(line -> message.append("\n  ").append(line));
        return new EnginesException(message.toString());
    }
}
