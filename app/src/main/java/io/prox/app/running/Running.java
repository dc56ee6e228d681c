package io.prox.app.running;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;

/// Ends what a process runs, in order, when the process ends for whatever reason it can act on.
public final class Running {
    private final PrintStream err;
    private final AtomicReference<AutoCloseable> running = new AtomicReference<>(() -> {});

    /// @param err where trouble at the end is told
    public Running(PrintStream err) {
        this.err = err;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    }

    /// What is to be closed at the end, in place of what was said before.
    public <T extends AutoCloseable> T keep(T closeable) {
        running.set(closeable);
        return closeable;
    }

    private void end() {
        try {
            running.get().close();
        } catch (Exception trouble) {
            err.println("prox: did not end in order: " + trouble.getMessage());
        }
    }
}
