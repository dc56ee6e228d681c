package io.prox.platform.operations;

import io.prox.platform.operations.Processes.ProcessReport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports a process every few seconds until it ends.
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Processes processes;
    private final Supplier<ProcessReport> process;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("heartbeat").unstarted(this::beat);

    /// @param process how it is just now
    public Heartbeat(Processes processes, Supplier<ProcessReport> process) {
        this.processes = processes;
        this.process = process;
    }

    public void start() {
        thread.start();
    }

    private void beat() {
        boolean reported = true;
        try {
            do {
                reported = report(reported);
            } while (!stopping.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param before whether the last report went well: trouble is told once
    private boolean report(boolean before) {
        try {
            processes.report(process.get());
            return true;
        } catch (RuntimeException trouble) {
            if (before && stopping.getCount() > 0) {
                LOG.atWarn()
                        .addKeyValue("trouble", trouble.getClass().getName())
                        .log("This process cannot be reported; it is tried again");
            }
            return false;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
            processes.leave(process.get().id());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException trouble) {
            LOG.atDebug()
                    .addKeyValue("trouble", trouble.getClass().getName())
                    .log("The end of this process was not reported");
        }
    }
}
