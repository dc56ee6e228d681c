package io.prox.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.JobRunner;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.OutboxRelay;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/// Starts what the components of this process do by themselves, when all is set up, and drains it
/// before anything is taken down.
final class Roles implements SmartLifecycle {
    private final List<Component> components;
    private final List<OutboxRelay> relays = new ArrayList<>();
    private final JobRunner jobs;
    private volatile boolean running;

    Roles(
            List<Component> components,
            Database database,
            Jobs queue,
            Identifiers identifiers,
            LogSettings log,
            PlatformProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.components = List.copyOf(components);
        this.jobs =
                new JobRunner(
                        database,
                        queue,
                        components.stream()
                                .flatMap(component -> component.jobs().stream())
                                .toList(),
                        properties.jobsAtOnce(),
                        JobRunner.LEASE,
                        identifiers,
                        clock,
                        meters);
        for (Component component : components) {
            if (component.publishes()) {
                relays.add(new OutboxRelay(database.source(), log, component.name(), meters));
            }
        }
    }

    @Override
    public void start() {
        relays.forEach(OutboxRelay::start);
        components.forEach(component -> component.consumers().forEach(ConsumerLoop::start));
        jobs.start();
        running = true;
    }

    /// Jobs and consumers first: what they still commit is then relayed.
    @Override
    public void stop() {
        jobs.close();
        components.forEach(component -> component.consumers().forEach(ConsumerLoop::close));
        relays.forEach(OutboxRelay::close);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
