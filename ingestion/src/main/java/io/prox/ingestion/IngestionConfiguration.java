package io.prox.ingestion;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topics;
import io.prox.ingestion.books.BooksConfiguration;
import io.prox.ingestion.events.EventsConfiguration;
import io.prox.ingestion.imports.ImportJobs;
import io.prox.ingestion.imports.ImportsConfiguration;
import io.prox.ingestion.keys.KeysConfiguration;
import io.prox.ingestion.leads.LeadsConfiguration;
import io.prox.ingestion.tracking.TrackingConfiguration;
import io.prox.ingestion.who.EventHandler;
import io.prox.ingestion.who.LeadHandler;
import io.prox.ingestion.who.WhoConfiguration;
import io.prox.platform.Component;
import io.prox.platform.Schema;
import io.prox.platform.database.Database;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.ConsumerSettings;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.Rejections;
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
    LeadsConfiguration.class,
    TrackingConfiguration.class,
    WhoConfiguration.class
})
public class IngestionConfiguration {
    /// Of the component, its schema and its outbox.
    public static final String NAME = "ingestion";

    /// Name of the consumer of events, under which its offsets are kept.
    static final String EVENTS = "ingestion-events";

    /// Name of the consumer that looks whether anything waits for leads.
    static final String LEADS = "ingestion-leads";

    @Bean
    Schema ingestionSchema() {
        return new Schema(NAME);
    }

    @Bean
    Component ingestion(
            ImportJobs imports,
            LogSettings log,
            Database database,
            EventHandler events,
            LeadHandler waiting,
            Rejections rejections,
            MeterRegistry meters) {
        return new Component(
                NAME,
                true,
                List.of(
                        new ConsumerLoop<>(
                                ConsumerSettings.of(EVENTS, Topics.EVENTS.name()),
                                log,
                                database,
                                FactJson.EVENTS::decode,
                                events,
                                rejections,
                                meters),
                        new ConsumerLoop<>(
                                ConsumerSettings.of(LEADS, Topics.LEADS.name()),
                                log,
                                database,
                                FactJson.LEADS::decode,
                                waiting,
                                rejections,
                                meters)),
                imports.works());
    }
}
