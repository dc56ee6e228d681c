package io.prox.console.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.console.work.acts.ActsConfiguration;
import io.prox.console.work.assignment.AssignmentConfiguration;
import io.prox.console.work.assignment.HandOff;
import io.prox.console.work.folding.LeadFolding;
import io.prox.console.work.folding.ScoreFolding;
import io.prox.console.work.list.ListConfiguration;
import io.prox.console.work.live.Changes;
import io.prox.console.work.live.LiveConfiguration;
import io.prox.console.work.overview.OverviewConfiguration;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topics;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.ConsumerSettings;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.Rejections;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The work list, wired.
@Configuration(proxyBeanMethods = false)
@Import({
    ListConfiguration.class,
    ActsConfiguration.class,
    AssignmentConfiguration.class,
    LiveConfiguration.class,
    OverviewConfiguration.class,
    WorkBooksController.class
})
public class WorkConfiguration {
    /// Names of the consumers, under which their offsets are kept.
    static final String LEADS = "console-leads";

    static final String SCORES = "console-scores";

    @Bean
    ShownModels shownModels(Database database) {
        return new ShownModels(database);
    }

    @Bean
    Ranking ranking(Database database, ShownModels models) {
        return new Ranking(database, models);
    }

    @Bean
    LeadFolding leadFolding(
            Database database,
            ShownModels models,
            Ranking ranking,
            HandOff handOff,
            Changes changes) {
        return new LeadFolding(database, models, ranking, handOff, changes);
    }

    @Bean
    ScoreFolding scoreFolding(
            Database database,
            ShownModels models,
            Ranking ranking,
            HandOff handOff,
            Changes changes) {
        return new ScoreFolding(database, models, ranking, handOff, changes);
    }

    @Bean
    Grading grading(Workspaces workspaces) {
        return new Grading(workspaces);
    }

    @Bean
    Colleagues colleagues(Users users) {
        return new Colleagues(users);
    }

    @Bean
    WorkConsumers workConsumers(
            LogSettings log,
            Database database,
            LeadFolding leads,
            ScoreFolding scores,
            Rejections rejections,
            MeterRegistry meters) {
        return new WorkConsumers(
                List.of(
                        new ConsumerLoop<>(
                                ConsumerSettings.of(LEADS, Topics.LEADS.name()),
                                log,
                                database,
                                FactJson.LEADS::decode,
                                leads,
                                rejections,
                                meters),
                        new ConsumerLoop<>(
                                ConsumerSettings.of(SCORES, Topics.SCORES.name()),
                                log,
                                database,
                                FactJson.SCORES::decode,
                                scores,
                                rejections,
                                meters)));
    }
}
