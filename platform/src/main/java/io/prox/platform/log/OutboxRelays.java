package io.prox.platform.log;

import java.util.List;

/// The relays of a process: one for each of its components that publishes.
public final class OutboxRelays implements AutoCloseable {
    private final List<OutboxRelay> relays;

    public OutboxRelays(List<OutboxRelay> relays) {
        this.relays = List.copyOf(relays);
    }

    public void start() {
        relays.forEach(OutboxRelay::start);
    }

    /// Whether one of them has ended by itself.
    public boolean hasFailed() {
        return relays.stream().anyMatch(relay -> relay.state() == OutboxRelay.State.FAILED);
    }

    @Override
    public void close() {
        relays.forEach(OutboxRelay::close);
    }
}
