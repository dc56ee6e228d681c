package io.prox.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the project lies.
final class ProjectRoot {
    private ProjectRoot() {}

    /// The property `prox.root` if set, else the nearest folder from here upwards that holds
    /// `benchmarks/pom.xml`, else the one in which the launcher built us.
    static Path find() {
        String set = System.getProperty("prox.root");
        if (set != null) {
            return Path.of(set).toAbsolutePath();
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path start : new Path[] {here, ownJar()}) {
            for (Path at = start; at != null; at = at.getParent()) {
                if (Files.exists(at.resolve("benchmarks/pom.xml"))) {
                    return at;
                }
            }
        }
        throw new IllegalStateException(
                "project root is not above %s: start in the project, or set -Dprox.root"
                        .formatted(here));
    }

    private static Path ownJar() {
        String classPath = System.getProperty("java.class.path");
        for (String entry : classPath.split(System.getProperty("path.separator"), -1)) {
            if (entry.contains("benchmarks")) {
                return Path.of(entry).toAbsolutePath();
            }
        }
        return Path.of("/");
    }
}
