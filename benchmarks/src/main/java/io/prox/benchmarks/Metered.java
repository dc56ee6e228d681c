package io.prox.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.prox.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// ProX's command line in a process that notes at its end what it used: CPU nanoseconds of all its
/// threads, and the most memory it ever had resident, in bytes; -1 where the system does not say.
final class Metered {
    private Metered() {}

    /// @param arguments the file for the two figures, then ProX's own
    public static void main(String[] arguments) {
        Path meter = Path.of(arguments[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note(meter)));
        Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void note(Path meter) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try {
            Files.writeString(meter, "%d %d".formatted(system.getProcessCpuTime(), mostResident()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long mostResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(-1);
    }
}
