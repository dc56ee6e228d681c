package io.prox.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topics;
import io.prox.platform.Component;
import io.prox.platform.Schema;
import io.prox.platform.database.Database;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.ConsumerSettings;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.Rejections;
import io.prox.scoring.direct.DirectConfiguration;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.ledger.LedgerConfiguration;
import io.prox.scoring.ledger.Scorekeeper;
import io.prox.scoring.live.EngagementFactHandler;
import io.prox.scoring.live.LeadFactHandler;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import io.prox.scoring.models.ModelsConfiguration;
import io.prox.scoring.models.Promoting;
import io.prox.scoring.models.Training;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The role `scoring`.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScoringProperties.class)
@Import({
    DirectConfiguration.class,
    LedgerConfiguration.class,
    ModelsConfiguration.class,
    ScoringBooksController.class
})
public class ScoringConfiguration {
    /// Of the component, its schema and its outbox.
    public static final String NAME = "scoring";

    /// Name of the consumer of leads, under which its offsets are kept.
    static final String LEADS = "scoring-leads";

    /// Name of the consumer of what leads do.
    static final String ENGAGEMENT = "scoring-engagement";

    @Bean
    Schema scoringSchema() {
        return new Schema(NAME);
    }

    @Bean
    Outbox scoringOutbox(Database database) {
        return new Outbox(database, NAME);
    }

    @Bean
    Engagements scoringEngagements(Database database) {
        return new Engagements(database);
    }

    @Bean
    LeadHistory leadHistory(Database database, Engagements engagements) {
        return new LeadHistory(database, engagements);
    }

    @Bean
    Component scoring(
            LogSettings log,
            Database database,
            LeadHistory history,
            Engagements engagements,
            Ledger ledger,
            Champions champions,
            ModelStore models,
            Scorekeeper scorekeeper,
            Rejections rejections,
            MeterRegistry meters,
            Training training,
            Promoting promoting) {
        return new Component(
                NAME,
                true,
                List.of(
                        new ConsumerLoop<>(
                                ConsumerSettings.of(LEADS, Topics.LEADS.name()),
                                log,
                                database,
                                FactJson.LEADS::decode,
                                new LeadFactHandler(
                                        database,
                                        history,
                                        engagements,
                                        ledger,
                                        champions,
                                        models,
                                        scorekeeper),
                                rejections,
                                meters),
                        new ConsumerLoop<>(
                                ConsumerSettings.of(ENGAGEMENT, Topics.ENGAGEMENT.name()),
                                log,
                                database,
                                FactJson.ENGAGEMENT::decode,
                                new EngagementFactHandler(
                                        database,
                                        history,
                                        engagements,
                                        champions,
                                        models,
                                        scorekeeper),
                                rejections,
                                meters)),
                List.of(training, promoting));
    }
}
