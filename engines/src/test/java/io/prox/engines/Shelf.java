package io.prox.engines;

import java.nio.file.Path;

/// Where the tests have PostgreSQL's programs: the same place as the tests of other modules.
final class Shelf {
    static final Path BINARIES =
            Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "prox-test-engines-" + System.getProperty("user.name"),
                    "binaries");

    private Shelf() {}

    static EnginesSettings settings(Path data) {
        return EnginesSettings.in(data).withBinaries(BINARIES);
    }
}
