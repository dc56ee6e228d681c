package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks another JVM what its heap holds, by the JDK's own `jcmd`.
final class LiveHeap {
    private static final Pattern USED = Pattern.compile("heap\\s.*?used (\\d+)K");

    private LiveHeap() {}

    /// Has the JVM collect what nobody holds, and tells what is left, in bytes.
    static long of(long pid) throws IOException, InterruptedException {
        ask(pid, "GC.run");
        Matcher used = USED.matcher(ask(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("the JVM does not tell of its heap");
        }
        return Long.parseLong(used.group(1)) << 10;
    }

    private static String ask(long pid, String command) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd %s failed: %s".formatted(command, said));
        }
        return said;
    }
}
