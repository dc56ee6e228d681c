package io.prox.console.work.acts;

import io.prox.console.work.Colleagues;
import io.prox.console.work.list.WorkList;
import io.prox.console.work.live.Changes;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.ShownModels;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What people do with leads.
@Configuration(proxyBeanMethods = false)
@Import(ActsController.class)
public class ActsConfiguration {
    @Bean
    Owners owners(Database database, Colleagues colleagues) {
        return new Owners(database, colleagues);
    }

    @Bean
    Feedback feedback(Database database, Sealing sealing) {
        return new Feedback(database, sealing);
    }

    @Bean
    Acts acts(
            Database database,
            ShownModels models,
            Ranking ranking,
            Owners owners,
            Feedback feedback,
            WorkList list,
            Changes changes,
            AuditLog audit,
            Clock clock) {
        return new Acts(database, models, ranking, owners, feedback, list, changes, audit, clock);
    }
}
