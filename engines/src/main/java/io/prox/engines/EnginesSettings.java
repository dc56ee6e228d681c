package io.prox.engines;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which engines to start, and where.
///
/// @param data the directory with everything that is kept; made if missing
/// @param binaries the directory that PostgreSQL's programs are unpacked to, about 50 MB; may be
///   shared by many data directories and processes, and filled anew if it is deleted
/// @param engines the engines to start, at least one
/// @param postgresqlPort on the loopback address; 0 takes a free one at each start
/// @param kafkaPort on the loopback address; 0 takes a free one at each start
/// @param brokerCache a file made by [BrokerCache], which shortens the start of Kafka; null: none
/// @param durable whether what was acknowledged outlives a power cut. Without it the engines are
///   faster and otherwise the same: for tests only
public record EnginesSettings(
        Path data,
        Path binaries,
        Set<Engine> engines,
        int postgresqlPort,
        int kafkaPort,
        @Nullable Path brokerCache,
        boolean durable) {
    private static final int HIGHEST_PORT = 65_535;

    public EnginesSettings {
        requireNonNull(data, "data");
        requireNonNull(binaries, "binaries");
        engines = Set.copyOf(engines);
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("engines are none");
        }
        requirePort("postgresqlPort", postgresqlPort);
        requirePort("kafkaPort", kafkaPort);
    }

    /// Both engines, durable, on free ports, with everything inside one directory.
    public static EnginesSettings in(Path data) {
        return new EnginesSettings(
                data, data.resolve("binaries"), EnumSet.allOf(Engine.class), 0, 0, null, true);
    }

    public EnginesSettings only(Engine engine) {
        return new EnginesSettings(
                data, binaries, Set.of(engine), postgresqlPort, kafkaPort, brokerCache, durable);
    }

    public EnginesSettings withBinaries(Path other) {
        return new EnginesSettings(
                data, other, engines, postgresqlPort, kafkaPort, brokerCache, durable);
    }

    public EnginesSettings withPorts(int postgresql, int kafka) {
        return new EnginesSettings(
                data, binaries, engines, postgresql, kafka, brokerCache, durable);
    }

    public EnginesSettings withBrokerCache(Path cache) {
        return new EnginesSettings(
                data, binaries, engines, postgresqlPort, kafkaPort, cache, durable);
    }

    public EnginesSettings withoutDurability() {
        return new EnginesSettings(
                data, binaries, engines, postgresqlPort, kafkaPort, brokerCache, false);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("%s is no port: %d".formatted(name, port));
        }
    }
}
