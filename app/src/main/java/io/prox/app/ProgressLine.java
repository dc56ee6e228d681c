package io.prox.app;

import io.prox.learning.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How far the work has come: on a terminal one line with stage, bar and remaining time, elsewhere
/// a line for each stage. Safe for use by several threads.
final class ProgressLine implements Progress, AutoCloseable {
    private static final int BAR = 20;
    private static final int STAGE = 36;
    private static final long REDRAW_NANOS = 100_000_000;

    /// Before this much is done, an estimate of the rest would jump about.
    private static final double FIRST_ESTIMATE = 0.03;

    private static final long FIRST_ESTIMATE_NANOS = 2_000_000_000L;

    private final PrintStream err;
    private final boolean live;
    private final LongSupplier nanoTime;
    private final long started;
    private String stage = "";
    private double fraction;
    private long drawn;
    private boolean visible;

    /// @param nanoTime a clock that only runs forward, for the remaining time
    ProgressLine(PrintStream err, boolean live, LongSupplier nanoTime) {
        this.err = err;
        this.live = live;
        this.nanoTime = nanoTime;
        started = nanoTime.getAsLong();
        drawn = started - REDRAW_NANOS;
    }

    @Override
    public synchronized void report(String newStage, double newFraction) {
        boolean changed = !newStage.equals(stage);
        stage = newStage;
        fraction = Math.clamp(newFraction, fraction, 1);
        if (!live) {
            if (changed) {
                err.println("prox: " + stage);
            }
            return;
        }
        long now = nanoTime.getAsLong();
        if (changed || now - drawn >= REDRAW_NANOS) {
            err.print("\r\u001b[K" + line(now));
            err.flush();
            drawn = now;
            visible = true;
        }
    }

    /// Clears the line, so that the next output starts on a clean one.
    synchronized void clear() {
        if (visible) {
            err.print("\r\u001b[K");
            err.flush();
            visible = false;
        }
    }

    @Override
    public void close() {
        clear();
    }

    private String line(long now) {
        int full = (int) Math.round(fraction * BAR);
        String shown = stage.length() <= STAGE ? stage : stage.substring(0, STAGE - 1) + "…";
        return "%-36s %s%s %3d %%%s"
                .formatted(
                        shown,
                        "█".repeat(full),
                        "░".repeat(BAR - full),
                        (int) (fraction * 100),
                        remaining(now - started));
    }

    private String remaining(long elapsed) {
        if (fraction < FIRST_ESTIMATE || elapsed < FIRST_ESTIMATE_NANOS) {
            return "";
        }
        long seconds =
                Duration.ofNanos((long) (elapsed * (1 - fraction) / fraction)).toSeconds() + 1;
        return seconds < 90
                ? ", %d s left".formatted(seconds)
                : ", %d min left".formatted((seconds + 30) / 60);
    }
}
