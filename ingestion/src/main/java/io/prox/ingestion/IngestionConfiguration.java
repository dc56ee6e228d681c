package io.prox.ingestion;

import io.prox.ingestion.books.BooksConfiguration;
import io.prox.ingestion.events.EventsConfiguration;
import io.prox.ingestion.imports.ImportJobs;
import io.prox.ingestion.imports.ImportsConfiguration;
import io.prox.ingestion.keys.KeysConfiguration;
import io.prox.ingestion.leads.LeadsConfiguration;
import io.prox.platform.Component;
import io.prox.platform.Schema;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The role `ingestion`.
@Configuration(proxyBeanMethods = false)
@Import({
    BooksConfiguration.class,
    EventsConfiguration.class,
    ImportsConfiguration.class,
    KeysConfiguration.class,
    LeadsConfiguration.class
})
public class IngestionConfiguration {
    /// Of the component, its schema and its outbox.
    public static final String NAME = "ingestion";

    @Bean
    Schema ingestionSchema() {
        return new Schema(NAME);
    }

    @Bean
    Component ingestion(ImportJobs imports) {
        return new Component(NAME, true, List.of(), imports.works());
    }
}
