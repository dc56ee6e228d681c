package io.prox.platform.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prox.platform.Component;
import io.prox.platform.database.Database;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.LogHealth;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.OutboxRelays;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the second port answers: health and metrics.
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {
    @Bean
    Processes processes(Database database) {
        return new Processes(database);
    }

    @Bean(destroyMethod = "close")
    LogHealth logHealth(LogSettings log) {
        return new LogHealth(log);
    }

    @Bean
    HealthIndicator logHealthIndicator(LogHealth health) {
        return () -> (health.answers() ? Health.up() : Health.down()).build();
    }

    /// One that waits for something to answer is well: it goes on by itself. One that failed does
    /// not.
    @Bean
    HealthIndicator consumersHealthIndicator(List<Component> components) {
        return () ->
                (components.stream()
                                        .flatMap(component -> component.consumers().stream())
                                        .anyMatch(
                                                consumer ->
                                                        consumer.state()
                                                                == ConsumerLoop.State.FAILED)
                                ? Health.down()
                                : Health.up())
                        .build();
    }

    /// As with consumers: one that waits is well.
    @Bean
    HealthIndicator outboxesHealthIndicator(OutboxRelays relays) {
        return () -> (relays.hasFailed() ? Health.down() : Health.up()).build();
    }

    /// Rows of the outboxes that this process relays.
    @Bean
    OutboxDepths outboxDepths(List<Component> components, Database database, MeterRegistry meters) {
        for (Component component : components) {
            if (component.publishes()) {
                var outbox = new Outbox(database, component.name());
                Gauge.builder("prox.outbox.depth", outbox, OperationsConfiguration::depth)
                        .tag("component", component.name())
                        .description("transactions whose messages the log does not have yet")
                        .strongReference(true)
                        .register(meters);
            }
        }
        return new OutboxDepths();
    }

    /// Unknown while the database does not answer.
    private static double depth(Outbox outbox) {
        try {
            return outbox.depth();
        } catch (RuntimeException unavailable) {
            return Double.NaN;
        }
    }

    /// The gauges are there.
    static final class OutboxDepths {}
}
