package io.prox.app;

import io.prox.app.running.LoopbackPort;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of the commands that start an installation on this machine.
final class InstallationOptions {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--data", paramLabel = "DIR", description = "where everything is kept")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "of the console on this machine (8080, or a free one where that is taken)")
    private Optional<Integer> port = Optional.empty();

    /// @param usual folder where none was named
    Path data(String usual) {
        return data.orElse(Path.of(usual)).toAbsolutePath().normalize();
    }

    /// Settings of the process that follow from the options.
    ///
    /// @throws UserMistake if the port cannot be had
    Map<String, Object> settings() {
        port.ifPresent(InstallationOptions::check);
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "server.port",
                port.orElseGet(() -> LoopbackPort.usualOrFree(LoopbackPort.CONSOLE)));
        return settings;
    }

    private static void check(int port) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new UserMistake("--port: %d is no port; choose from 1 to 65535".formatted(port));
        }
        if (!LoopbackPort.isFree(port)) {
            throw new UserMistake(
                    "--port: port %d is taken by another program; choose another, or leave the option out"
                            .formatted(port));
        }
    }
}
