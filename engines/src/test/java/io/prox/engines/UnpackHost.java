package io.prox.engines;

import java.nio.file.Path;

/// A process that unpacks PostgreSQL's programs and prints where.
final class UnpackHost {
    private UnpackHost() {}

    /// @param arguments the shelf
    public static void main(String[] arguments) {
        System.out.println(PostgresqlBinaries.unpack(Path.of(arguments[0])));
    }
}
