package io.prox.engines;

import java.io.IOException;
import java.nio.file.Path;

/// A process that starts the engines and closes them when its input ends, to be killed before that.
final class Host {
    private Host() {}

    /// Prints the word `ready` and how to connect, or the message of why it could not start.
    public static void main(String[] arguments) throws IOException {
        var settings =
                EnginesSettings.in(Path.of(arguments[0])).withBinaries(Path.of(arguments[1]));
        if (arguments.length > 2) {
            settings = settings.withBrokerCache(Path.of(arguments[2]));
        }
        long start = System.nanoTime();
        try (Engines engines = Engines.start(settings)) {
            System.out.println(
                    "ready %s %s %s"
                            .formatted(
                                    engines.database().url(),
                                    engines.bootstrapServers(),
                                    (System.nanoTime() - start) / 1_000_000));
            while (System.in.read() >= 0) {
                // until the end
            }
            start = System.nanoTime();
        } catch (EnginesException refused) {
            System.out.println("refused " + refused.getMessage());
        }
        System.out.println("closed in " + (System.nanoTime() - start) / 1_000_000);
    }
}
