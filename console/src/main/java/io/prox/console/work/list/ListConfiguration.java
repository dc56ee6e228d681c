package io.prox.console.work.list;

import io.prox.console.work.Colleagues;
import io.prox.console.work.Grading;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What shows the list.
@Configuration(proxyBeanMethods = false)
@Import({WorkController.class, ViewsController.class, ExportController.class})
public class ListConfiguration {
    @Bean
    SavedViews savedViews(Database database, Identifiers identifiers) {
        return new SavedViews(database, identifiers);
    }

    @Bean
    WorkList workList(
            Database database,
            Sealing sealing,
            Colleagues colleagues,
            Grading grading,
            Clock clock) {
        return new WorkList(database, sealing, colleagues, grading, clock);
    }
}
