package io.prox.scoring.models;

import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.Outbox;
import io.prox.platform.operations.Repeated;
import io.prox.scoring.ScoringProperties;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.ledger.Scorekeeper;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What trains models and lets them count.
@Configuration(proxyBeanMethods = false)
@Import({ColumnChoicesController.class, ModelsController.class})
public class ModelsConfiguration {
    @Bean
    ModelStore modelStore(Database database) {
        return new ModelStore(database);
    }

    @Bean
    Champions champions(Database database, Jobs jobs) {
        return new Champions(database, jobs);
    }

    @Bean
    Trainings trainings(Database database, Champions champions, Jobs jobs, AuditLog audit) {
        return new Trainings(database, champions, jobs, audit);
    }

    @Bean
    ColumnChoices columnChoices(Database database) {
        return new ColumnChoices(database);
    }

    @Bean
    Rescoring rescoring(Database database, LeadHistory history, Scorekeeper scorekeeper) {
        return new Rescoring(database, history, scorekeeper);
    }

    @Bean
    Promoting promoting(
            Database database,
            Champions champions,
            ModelStore models,
            LeadHistory history,
            Ledger ledger,
            Rescoring rescoring,
            Outbox scoringOutbox,
            AuditLog audit,
            Jobs jobs,
            Clock clock) {
        return new Promoting(
                database,
                champions,
                models,
                history,
                ledger,
                rescoring,
                scoringOutbox,
                audit,
                jobs,
                clock);
    }

    @Bean
    Training training(
            ScoringProperties properties,
            Database database,
            LeadHistory history,
            ModelStore models,
            Champions champions,
            Promoting promoting,
            ColumnChoices choices,
            Jobs jobs,
            Identifiers identifiers,
            Clock clock) {
        return new Training(
                properties,
                database,
                history,
                models,
                champions,
                promoting,
                choices,
                jobs,
                identifiers,
                clock);
    }

    @Bean
    Repeated scoringRounds(Rounds rounds, ScoringProperties properties) {
        return new Repeated("scoring-rounds", properties.watch(), rounds::visit);
    }

    @Bean
    Rounds rounds(
            ScoringProperties properties,
            Workspaces workspaces,
            LeadHistory history,
            Ledger ledger,
            Champions champions,
            ModelStore models,
            Rescoring rescoring,
            Trainings trainings,
            Jobs jobs,
            Clock clock) {
        return new Rounds(
                properties,
                workspaces,
                history,
                ledger,
                champions,
                models,
                rescoring,
                trainings,
                jobs,
                clock);
    }
}
