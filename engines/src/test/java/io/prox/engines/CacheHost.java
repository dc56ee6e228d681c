package io.prox.engines;

import java.nio.file.Path;

/// A process that makes a cache of the broker.
final class CacheHost {
    private CacheHost() {}

    /// @param arguments the file of the cache
    public static void main(String[] arguments) {
        BrokerCache.make(Path.of(arguments[0]));
    }
}
