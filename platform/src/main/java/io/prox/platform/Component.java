package io.prox.platform;

import io.prox.platform.jobs.JobWork;
import io.prox.platform.log.ConsumerLoop;
import java.util.List;

/// What a role contributes to its process: a schema, consumers that are to run, and whether it
/// publishes.
///
/// @param name of the component, its schema and its outbox: lower-case letters
/// @param publishes whether it lays messages, so that its outbox must be relayed
/// @param consumers to be started when all is set up, and drained at the end
/// @param jobs kinds of long work that it does
public record Component(
        String name, boolean publishes, List<ConsumerLoop<?>> consumers, List<JobWork> jobs) {
    public Component {
        consumers = List.copyOf(consumers);
        jobs = List.copyOf(jobs);
    }

    /// One without long work.
    public Component(String name, boolean publishes, List<ConsumerLoop<?>> consumers) {
        this(name, publishes, consumers, List.of());
    }
}
