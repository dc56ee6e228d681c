package io.prox.engines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.jspecify.annotations.Nullable;

/// The main class of the broker's process: Kafka's own, between the two things that it lacks.
/// Before it, the directory is formatted if it is new; beside it, a thread waits for the parent's
/// word, or death.
final class BrokerProcess {
    private BrokerProcess() {}

    /// @param arguments the directory of the broker, its settings, and an id for a cluster that is
    ///   still to be made
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Path settings = Path.of(arguments[1]);
        Thread.ofPlatform().daemon().name("parent").start(BrokerProcess::endWithParent);
        if (!Files.exists(home)) {
            format(home, settings, arguments[2]);
        }
        Kafka.main(new String[] {settings.toString()});
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
