package io.prox.engagement;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topics;
import io.prox.engagement.folding.ActivityHandler;
import io.prox.engagement.folding.Engagements;
import io.prox.engagement.folding.LeadHandler;
import io.prox.engagement.folding.Reclassifying;
import io.prox.engagement.folding.Timeline;
import io.prox.engagement.timeline.ReclassifyingController;
import io.prox.engagement.timeline.TimelineController;
import io.prox.platform.Component;
import io.prox.platform.Schema;
import io.prox.platform.database.Database;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.ConsumerSettings;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.Rejections;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The role `engagement`.
@Configuration(proxyBeanMethods = false)
@Import({EngagementBooksController.class, ReclassifyingController.class, TimelineController.class})
public class EngagementConfiguration {
    /// Of the component, its schema and its outbox.
    public static final String NAME = "engagement";

    /// Name of the consumer of activities, under which its offsets are kept.
    static final String ACTIVITY = "engagement-activity";

    /// Name of the consumer of leads, under which its offsets are kept.
    static final String LEADS = "engagement-leads";

    @Bean
    Schema engagementSchema() {
        return new Schema(NAME);
    }

    @Bean
    Outbox engagementOutbox(Database database) {
        return new Outbox(database, NAME);
    }

    @Bean
    Engagements engagements(Database database) {
        return new Engagements(database);
    }

    @Bean
    Timeline timeline(Database database) {
        return new Timeline(database);
    }

    @Bean
    Reclassifying reclassifying(
            Database database,
            Engagements engagements,
            Timeline timeline,
            Outbox engagementOutbox,
            Clock clock) {
        return new Reclassifying(database, engagements, timeline, engagementOutbox, clock);
    }

    @Bean
    Component engagement(
            LogSettings log,
            Database database,
            Engagements engagements,
            Timeline timeline,
            Reclassifying reclassifying,
            Outbox engagementOutbox,
            Rejections rejections,
            MeterRegistry meters) {
        return new Component(
                NAME,
                true,
                List.of(
                        new ConsumerLoop<>(
                                ConsumerSettings.of(ACTIVITY, Topics.ACTIVITY.name()),
                                log,
                                database,
                                FactJson.ACTIVITY::decode,
                                new ActivityHandler(
                                        database,
                                        engagements,
                                        timeline,
                                        reclassifying,
                                        engagementOutbox),
                                rejections,
                                meters),
                        new ConsumerLoop<>(
                                ConsumerSettings.of(LEADS, Topics.LEADS.name()),
                                log,
                                database,
                                FactJson.LEADS::decode,
                                new LeadHandler(database, engagements, timeline),
                                rejections,
                                meters)),
                List.of());
    }
}
