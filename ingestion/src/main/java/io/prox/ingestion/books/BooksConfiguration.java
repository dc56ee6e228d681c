package io.prox.ingestion.books;

import io.prox.platform.database.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What counts the leads that come in.
@Configuration(proxyBeanMethods = false)
@Import({BooksController.class, EventBooksController.class})
public class BooksConfiguration {
    @Bean
    Tallies tallies(Database database, Clock clock) {
        return new Tallies(database, clock);
    }

    @Bean
    EventTallies eventTallies(Database database, Clock clock) {
        return new EventTallies(database, clock);
    }
}
