package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What an engine says: the last lines in memory, the rest in a file and the file before it, each
/// of a bounded size.
///
/// We read an engine's output from a pipe rather than let it write a file, so that one bound holds
/// for everything, the last words of a dying JVM included, and so that the end of the pipe tells
/// that no process of the engine is left. A log that cannot be written must not stop the engine: it
/// would block on a full pipe.
final class EngineLog {
    private static final long FILE_LIMIT = 5 << 20;
    private static final int LINES_KEPT = 40;

    private final Path file;
    private final long limit;
    private final Deque<String> latest = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    EngineLog(Path file) {
        this(file, FILE_LIMIT);
    }

    /// @param limit of a file, in bytes; the line that exceeds it is the last one
    EngineLog(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    Path file() {
        return file;
    }

    /// Starts to read; returns at once.
    void read(InputStream output) {
        Thread.ofPlatform()
                .daemon()
                .name("log-" + file.getFileName())
                .start(
                        () -> {
                            var lines = new BufferedReader(new InputStreamReader(output, UTF_8));
                            try (lines) {
                                lines.lines().forEach(this::take);
                            } catch (IOException | UncheckedIOException closed) {
                                // the same as its end: nobody is there who could write
                            } finally {
                                ended.countDown();
                            }
                        });
    }

    /// Falls to zero when every process that could write has ended.
    CountDownLatch ended() {
        return ended;
    }

    boolean says(String words) {
        return latest().stream().anyMatch(line -> line.contains(words));
    }

    /// The latest lines, oldest first.
    List<String> latest() {
        synchronized (latest) {
            return List.copyOf(latest);
        }
    }

    private void take(String line) {
        synchronized (latest) {
            latest.addLast(line);
            if (latest.size() > LINES_KEPT) {
                latest.removeFirst();
            }
        }
        try {
            if (Files.exists(file) && Files.size(file) >= limit) {
                Path before = file.resolveSibling(file.getFileName() + ".1");
                Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
            }
            // opened for each line: there are few, and so a full disk or a file that was moved away
            // does no harm that lasts
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            // kept in memory at least
        }
    }
}
