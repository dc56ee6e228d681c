package io.prox.console.work.overview;

import io.prox.console.work.list.WorkList;
import io.prox.console.work.ranking.ShownModels;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What shows leads from further off.
@Configuration(proxyBeanMethods = false)
@Import({AccountsController.class, OverviewController.class})
public class OverviewConfiguration {
    @Bean
    Accounts accounts(Database database, Clock clock) {
        return new Accounts(database, new Trends(database, clock));
    }

    @Bean
    Overviews overviews(
            Database database,
            ShownModels models,
            WorkList list,
            Workspaces workspaces,
            Clock clock) {
        return new Overviews(
                database,
                models,
                list,
                workspace -> workspaces.find(workspace).orElseThrow().currency(),
                clock);
    }
}
