package io.prox.engines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.jspecify.annotations.Nullable;

/// The main class of the broker's process: Kafka's own, between the two things that it lacks.
/// Before it, the directory is formatted if it is new; beside it, a thread waits for the parent's
/// word, or death.
final class BrokerProcess {
    private static final Duration LEFT_LIMIT = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private BrokerProcess() {}

    /// @param arguments the directory of the broker, its settings, and an id for a cluster that is
    ///   still to be made
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path settings = Path.of(arguments[1]);
        Thread.ofPlatform().daemon().name("parent").start(BrokerProcess::endWithParent);
        FileChannel lock = takeOver(home.resolveSibling("kafka.lock"));
        if (!Files.exists(home)) {
            format(home, settings, arguments[2]);
        }
        Kafka.main(new String[] {settings.toString()});
        lock.close();
    }

    private static void endWithParent() {
        @Nullable String order;
        try (var orders = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
            order = orders.readLine();
        } catch (IOException broken) {
            order = null;
        }
        if (!Child.STOP.equals(order)) {
            Thread.ofPlatform().daemon().start(BrokerProcess::haltSoon);
        }
        System.exit(0);
    }

    /// For an end that takes too long: Kafka recovers from it at its next start.
    private static void haltSoon() {
        try {
            Thread.sleep(Child.ORPHAN_LIMIT);
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /// Waits until the broker of a parent that died has ended, as it is about to; ends it if it
    /// hangs.
    private static FileChannel takeOver(Path file) throws IOException, InterruptedException {
        @Nullable FileChannel lock = FileLocks.tryLock(file);
        while (lock == null) {
            Optional<ProcessHandle> left = FileLocks.holder(file).filter(BrokerProcess::isLike);
            if (left.isPresent() && !Waiting.until(LEFT_LIMIT, () -> !left.get().isAlive())) {
                System.out.println("The broker of an earlier ProX hangs: " + left.get());
                left.get().destroyForcibly();
            }
            Thread.sleep(PAUSE);
            lock = FileLocks.tryLock(file);
        }
        return lock;
    }

    private static boolean isLike(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(command -> command.contains(BrokerProcess.class.getName()))
                .isPresent();
    }

    /// Makes the directory under another name, so that one that was cut short is made anew.
    private static void format(Path home, Path settings, String cluster) throws IOException {
        Path part = home.resolveSibling("kafka.part");
        Directories.delete(part);
        Directories.makePrivate(part);
        var properties = new Properties();
        try (var text = Files.newBufferedReader(settings)) {
            properties.load(text);
        }
        properties.setProperty("log.dirs", part.toString());
        Path forPart = home.resolveSibling("kafka.format.properties");
        try (var text = Files.newBufferedWriter(forPart)) {
            properties.store(text, null);
        }
        String[] command = {"format", "--cluster-id", cluster, "--config", forPart.toString()};
        if (StorageTool.execute(command, System.out) != 0) {
            throw new IOException("the directory " + home + " cannot be formatted");
        }
        Files.delete(forPart);
        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    }
}
