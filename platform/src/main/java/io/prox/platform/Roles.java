package io.prox.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.JobRunner;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.OutboxRelays;
import io.prox.platform.operations.Heartbeat;
import io.prox.platform.operations.Processes;
import io.prox.platform.operations.Processes.ConsumerReport;
import io.prox.platform.operations.Processes.ProcessReport;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/// Starts what the components of this process do by themselves, when all is set up, and drains it
/// before anything is taken down.
final class Roles implements SmartLifecycle {
    /// Ended after the web server has let its last request out, whose facts are still to be
    /// relayed, and before it is taken down.
    static final int PHASE = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 1;

    private final List<Component> components;
    private final OutboxRelays relays;
    private final JobRunner jobs;
    private final Heartbeat heartbeat;
    private volatile boolean running;

    Roles(
            List<Component> components,
            Database database,
            Jobs queue,
            Identifiers identifiers,
            OutboxRelays relays,
            PlatformProperties properties,
            Processes processes,
            Sealing sealing,
            MeterRegistry meters,
            Clock clock) {
        this.components = List.copyOf(components);
        this.relays = relays;
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
        this.heartbeat =
                heartbeat(identifiers.next("process"), clock.instant(), processes, sealing);
    }

    private Heartbeat heartbeat(
            String id, Instant startedAt, Processes processes, Sealing sealing) {
        List<String> roles = components.stream().map(Component::name).toList();
        return new Heartbeat(
                processes,
                () ->
                        new ProcessReport(
                                id,
                                Version.current(),
                                startedAt,
                                false,
                                roles,
                                consumers(),
                                sealing.masterKey()));
    }

    private List<ConsumerReport> consumers() {
        return components.stream().flatMap(Roles::consumers).toList();
    }

    private static Stream<ConsumerReport> consumers(Component component) {
        return component.consumers().stream()
                .map(
                        consumer ->
                                new ConsumerReport(
                                        component.name(),
                                        consumer.name(),
                                        consumer.state(),
                                        consumer.lag()));
    }

    @Override
    public void start() {
        relays.start();
        components.forEach(component -> component.consumers().forEach(ConsumerLoop::start));
        jobs.start();
        heartbeat.start();
        running = true;
    }

    /// Jobs and consumers first: what they still commit is then relayed.
    @Override
    public void stop() {
        jobs.close();
        components.forEach(component -> component.consumers().forEach(ConsumerLoop::close));
        relays.close();
        heartbeat.close();
        running = false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
