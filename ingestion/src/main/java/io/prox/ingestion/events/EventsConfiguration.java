package io.prox.ingestion.events;

import io.prox.ingestion.keys.RememberedKeys;
import io.prox.ingestion.keys.WriteKeys;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.Receipts;
import io.prox.platform.operations.Repeated;
import io.prox.platform.sealing.DayKeys;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// The door of events.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventsProperties.class)
public class EventsConfiguration {
    /// A key is used for its day, and can be for as long as the log holds what it sealed.
    private static final Period KEPT = Period.ofDays(8);

    private static final Duration BETWEEN_VISITS = Duration.ofHours(1);

    @Bean
    Receipts receipts(LogSettings log) {
        return new Receipts(log);
    }

    @Bean
    DayKeys eventKeys(Database database, Sealing sealing, Clock clock) {
        return new DayKeys(database, sealing, "events", KEPT, clock);
    }

    @Bean
    Repeated eventKeyVisits(DayKeys eventKeys, Workspaces workspaces) {
        return new Repeated("event-keys", BETWEEN_VISITS, () -> eventKeys.visit(workspaces.all()));
    }

    @Bean
    EventDoor eventDoor(
            Receipts receipts,
            DayKeys eventKeys,
            Sealing sealing,
            EventsProperties properties,
            Clock clock) {
        return new EventDoor(receipts, eventKeys, sealing, properties, clock);
    }

    @Bean
    RememberedKeys doorKeys(WriteKeys keys, Clock clock) {
        return new RememberedKeys(keys::find, clock);
    }

    @Bean
    ClientSettingsController clientSettingsController(RememberedKeys doorKeys) {
        return new ClientSettingsController(doorKeys);
    }

    @Bean
    ServletRegistrationBean<EventsServlet> eventsServlet(
            EventDoor door,
            RememberedKeys doorKeys,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new ServletRegistrationBean<>(
                new EventsServlet(door, doorKeys, problems),
                EventsServlet.addresses().toArray(String[]::new));
    }

    @Bean
    EventsDescription eventsDescription() {
        return new EventsDescription();
    }

    /// The door asks for keys of its own, and knows neither sessions nor permissions.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain noSecurityAtTheDoor() {
        var addresses = EventsServlet.addresses();
        return new DefaultSecurityFilterChain(
                request -> addresses.contains(request.getRequestURI()));
    }
}
