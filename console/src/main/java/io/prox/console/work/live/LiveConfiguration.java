package io.prox.console.work.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Sessions;
import io.prox.platform.database.Database;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What tells changes to whoever looks on.
@Configuration(proxyBeanMethods = false)
public class LiveConfiguration {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    @Bean
    LiveController liveController(ChangeHub hub, Clock clock) {
        return new LiveController(hub, clock, HEARTBEAT);
    }

    @Bean
    Changes changes(Database database) {
        return new Changes(database);
    }

    @Bean
    ChangeHub changeHub(
            Database database, Sessions sessions, ApiKeys keys, Clock clock, MeterRegistry meters) {
        return new ChangeHub(database, sessions, keys, clock, meters);
    }
}
