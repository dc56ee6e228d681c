package io.prox.console.work;

import io.prox.platform.log.ConsumerLoop;
import java.util.List;

/// What reads the log for the work list.
public record WorkConsumers(List<ConsumerLoop<?>> loops) {
    public WorkConsumers {
        loops = List.copyOf(loops);
    }
}
