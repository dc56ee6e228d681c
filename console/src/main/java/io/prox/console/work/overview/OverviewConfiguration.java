package io.prox.console.work.overview;

import io.prox.console.work.Currencies;
import io.prox.console.work.Grading;
import io.prox.console.work.list.WorkList;
import io.prox.console.work.ranking.ShownModels;
import io.prox.platform.database.Database;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What shows leads from further off.
@Configuration(proxyBeanMethods = false)
@Import({AccountsController.class, OverviewController.class})
public class OverviewConfiguration {
    @Bean
    Accounts accounts(Database database) {
        return new Accounts(database);
    }

    /// @param currencies what workspaces set, where there is something by which they can
    @Bean
    Overviews overviews(
            Database database,
            ShownModels models,
            WorkList list,
            Grading grading,
            ObjectProvider<Currencies> currencies,
            Clock clock) {
        return new Overviews(
                database,
                models,
                list,
                grading,
                currencies.getIfAvailable(() -> workspace -> Optional.empty()),
                clock);
    }
}
