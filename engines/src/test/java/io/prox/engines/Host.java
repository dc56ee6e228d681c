package io.prox.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A process that starts the engines and closes them when its input ends, unless it is killed
/// before.
final class Host {
    private Host() {}

    /// Prints `ready`, how to connect and the milliseconds of the start, later `closed` and the
    /// milliseconds of the end; or the message of why it could not start.
    ///
    /// @param arguments the data directory and, if there is one, the cache of the broker
    public static void main(String[] arguments) throws IOException {
        EnginesSettings settings = Shelf.settings(Path.of(arguments[0]));
        if (arguments.length > 1) {
            settings = settings.withBrokerCache(Path.of(arguments[1]));
        }
        long begin = System.nanoTime();
        Engines engines = Engines.start(settings);
        System.out.printf(
                "ready %s %s %s %d%n",
                engines.database().url(),
                engines.database().password(),
                engines.bootstrapServers(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        while (System.in.read() >= 0) {
            // until its end
        }
        begin = System.nanoTime();
        engines.close();
        System.out.printf("closed %d%n", Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }
}
