package io.prox.platform.operations;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Work that a process does again and again while it runs, with a pause after each round. A round
/// that fails is told in the program's log, and the next one tries again.
///
/// Any number of processes may do the same rounds; a round finds out by itself what is still to be
/// done.
public final class Repeated implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private volatile boolean running;
    private Thread thread = new Thread();

    /// @param name of the thread: `scoring-rounds`
    public Repeated(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::goRound);
    }

    /// Interrupts the round that runs, and waits until it has ended.
    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void goRound() {
        while (running) {
            try {
                round.run();
            } catch (RuntimeException trouble) {
                if (running) {
                    LOG.atWarn()
                            .addKeyValue("work", name)
                            .setCause(trouble)
                            .log("A round failed; the next one tries again");
                }
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }
}
