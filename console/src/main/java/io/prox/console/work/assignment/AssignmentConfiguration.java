package io.prox.console.work.assignment;

import io.prox.console.access.Departure;
import io.prox.console.work.Colleagues;
import io.prox.console.work.acts.Owners;
import io.prox.console.work.live.Changes;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.ShownModels;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What gives leads to people.
@Configuration(proxyBeanMethods = false)
@Import(AssignmentController.class)
public class AssignmentConfiguration {
    @Bean
    HandOff handOff(
            Database database,
            Ranking ranking,
            Colleagues colleagues,
            AuditLog audit,
            Clock clock) {
        return new HandOff(database, ranking, colleagues, audit, clock);
    }

    @Bean
    Assignment assignment(
            Database database,
            ShownModels models,
            Ranking ranking,
            HandOff handOff,
            Changes changes,
            AuditLog audit) {
        return new Assignment(database, models, ranking, handOff, changes, audit);
    }

    @Bean
    Reassignment reassignment(
            Database database,
            ShownModels models,
            Ranking ranking,
            Owners owners,
            Changes changes,
            AuditLog audit,
            Clock clock) {
        return new Reassignment(database, models, ranking, owners, changes, audit, clock);
    }

    /// The leads of a user who is deactivated, which must not wait for someone who never comes.
    @Bean
    Departure leadsOfLeavers(Reassignment reassignment) {
        return reassignment::reassign;
    }
}
