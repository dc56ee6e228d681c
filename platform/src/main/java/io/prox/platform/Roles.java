package io.prox.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.platform.database.Database;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.OutboxRelay;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/// Starts what the components of this process do by themselves, when all is set up, and drains it
/// before anything is taken down.
final class Roles implements SmartLifecycle {
    private final List<Component> components;
    private final List<OutboxRelay> relays = new ArrayList<>();
    private volatile boolean running;

    Roles(List<Component> components, Database database, LogSettings log, MeterRegistry meters) {
        this.components = List.copyOf(components);
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
        running = true;
    }

    /// Consumers first: what they still commit is then relayed.
    @Override
    public void stop() {
        components.forEach(component -> component.consumers().forEach(ConsumerLoop::close));
        relays.forEach(OutboxRelay::close);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
