package io.prox.ingestion.leads;

import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.log.Outbox;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What takes leads in and shows them.
@Configuration(proxyBeanMethods = false)
@Import(LeadsController.class)
public class LeadsConfiguration {
    private static final String COMPONENT = "ingestion";

    @Bean
    Outbox ingestionOutbox(Database database) {
        return new Outbox(database, COMPONENT);
    }

    @Bean
    Sources sources(Database database, Identifiers identifiers, Clock clock) {
        return new Sources(database, identifiers, clock);
    }

    @Bean
    Intake intake(
            Database database,
            Sealing sealing,
            Sources sources,
            Outbox ingestionOutbox,
            Identifiers identifiers,
            Clock clock) {
        return new Intake(database, sealing, sources, ingestionOutbox, identifiers, clock);
    }

    @Bean
    LeadDirectory leadDirectory(
            Database database,
            Sealing sealing,
            Sources sources,
            Outbox ingestionOutbox,
            Clock clock) {
        return new LeadDirectory(database, sealing, sources, ingestionOutbox, clock);
    }
}
