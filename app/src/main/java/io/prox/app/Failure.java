package io.prox.app;

import io.prox.engines.EnginesException;
import io.prox.learning.LearningException;
import io.prox.platform.SettingsException;
import io.prox.platform.database.MigrationException;
import io.prox.platform.log.LogException;
import io.prox.platform.sealing.SealingException;
import io.prox.tables.TableException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.BeanCreationException;

/// What a failed command says, and its exit code.
final class Failure {
    static final int OURS = 1;
    static final int MISTAKE = 2;

    private Failure() {}

    /// Says in one message what happened.
    ///
    /// @param debug whether to show the stack trace instead of leaving it in a file
    /// @return the exit code
    static int tell(Throwable thrown, boolean debug, PrintStream err) {
        return switch (thrown) {
            case UserMistake mistake -> mistake(message(mistake), thrown, debug, err);
            case LearningException mistake -> mistake(message(mistake), thrown, debug, err);
            case TableException mistake -> mistake(message(mistake), thrown, debug, err);
            case SettingsException mistake -> mistake(message(mistake), thrown, debug, err);
            case EnginesException trouble -> mistake(message(trouble), thrown, debug, err);
            case MigrationException trouble -> mistake(message(trouble), thrown, debug, err);
            case SealingException trouble -> mistake(message(trouble), thrown, debug, err);
            case LogException trouble -> mistake(message(trouble), thrown, debug, err);
            case RuntimeException wrapped when within(wrapped).isPresent() ->
                    tell(within(wrapped).get(), debug, err);
            case BeanCreationException wrapped when wrapped.getRootCause() != null ->
                    fault(
                            new IllegalStateException(wrapped.getMessage(), wrapped.getRootCause()),
                            debug,
                            err);
            case OutOfMemoryError full -> mistake(outOfMemory(), full, debug, err);
            case WriteFailure write -> tellIo(write.failure(), debug, err);
            case UncheckedIOException wrapped when wrapped.getCause() != null ->
                    tellIo(wrapped.getCause(), debug, err);
            case IOException io -> tellIo(io, debug, err);
            default -> fault(thrown, debug, err);
        };
    }

    /// What kept a part of the process from starting: the first of ours among its causes.
    private static Optional<Throwable> within(RuntimeException wrapped) {
        for (Throwable cause = wrapped.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException
                    || cause instanceof SealingException
                    || cause instanceof LogException) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /// What the system says about a file, without the file's name, which the message has anyway.
    static String reason(IOException exception) {
        return switch (exception) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file or folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> exception.getMessage() == null ? "unreadable" : exception.getMessage();
        };
    }

    private static int tellIo(IOException exception, boolean debug, PrintStream err) {
        if (String.valueOf(exception.getMessage()).contains("Broken pipe")) {
            return 0; // whoever read standard output has seen enough, as `head` does
        }
        String reason = reason(exception);
        String where =
                exception instanceof FileSystemException named && named.getFile() != null
                        ? named.getFile() + ": "
                        : "";
        if (isDiskFull(exception)) {
            return mistake(
                    where
                            + "no space left on the disk; nothing was kept. Free some, or choose"
                            + " another place for the output",
                    exception,
                    debug,
                    err);
        }
        return mistake(where + reason, exception, debug, err);
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    private static boolean isDiskFull(IOException exception) {
        String message = String.valueOf(exception.getMessage());
        return message.contains("No space left")
                || message.contains("Disk quota exceeded")
                || message.contains("not enough space");
    }

    private static String outOfMemory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return "%,d MB of memory are not enough for this file; give more with PROX_JAVA_OPTS=-Xmx%dg in front of the command"
                .formatted(megabytes, Math.max(2, (megabytes * 2) >> 10));
    }

    private static int mistake(String message, Throwable thrown, boolean debug, PrintStream err) {
        err.println("prox: " + message);
        if (debug) {
            thrown.printStackTrace(err);
        }
        return MISTAKE;
    }

    private static int fault(Throwable thrown, boolean debug, PrintStream err) {
        String what = "prox: a fault of ours: " + thrown;
        if (debug) {
            err.println(what);
            thrown.printStackTrace(err);
            return OURS;
        }
        try {
            Path log = Files.createTempFile("prox-fault-", ".log");
            try (var writer =
                    new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8))) {
                thrown.printStackTrace(writer);
            }
            err.println(what + "; details are in " + log);
        } catch (IOException noLog) {
            err.println(what + "; for details add --debug");
        }
        return OURS;
    }
}
