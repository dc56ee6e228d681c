package io.prox.ingestion.keys;

import io.prox.platform.log.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Keys as they were found a moment ago, so that the door need not ask for each request, and stays
/// open while the database does not answer. A key that was revoked still opens it for so long.
public final class RememberedKeys {
    static final Duration MOMENT = Duration.ofSeconds(5);

    /// Made-up keys are remembered too, and are not to fill the memory.
    static final int MOST = 20_000;

    private final Function<String, Optional<Sender>> keys;
    private final Clock clock;
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    private record Found(Optional<Sender> sender, Instant at) {}

    /// @param keys where they are found
    public RememberedKeys(Function<String, Optional<Sender>> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// @param given the whole key
    public Optional<Sender> find(String given) {
        Instant now = clock.instant();
        Found known = found.get(given);
        if (known != null && now.isBefore(known.at().plus(MOMENT))) {
            return known.sender();
        }
        try {
            Optional<Sender> sender = keys.apply(given);
            if (found.size() >= MOST) {
                found.values().removeIf(each -> each.sender().isEmpty());
            }
            found.put(given, new Found(sender, now));
            return sender;
        } catch (RuntimeException trouble) {
            if (known != null && Faults.pass(trouble)) {
                return known.sender();
            }
            throw trouble;
        }
    }
}
