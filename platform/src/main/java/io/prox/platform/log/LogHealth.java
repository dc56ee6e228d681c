package io.prox.platform.log;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/// Whether the log answers.
public final class LogHealth implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;

    public LogHealth(LogSettings log) {
        this.admin = Admin.create(log.common());
    }

    public boolean answers() {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException trouble) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
