package io.prox.scoring.ledger;

import io.prox.platform.database.Database;
import io.prox.platform.log.Outbox;
import io.prox.scoring.history.Engagements;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What keeps scores, and gives their reasons.
@Configuration(proxyBeanMethods = false)
@Import({ScoresController.class, ChangesController.class})
public class LedgerConfiguration {
    @Bean
    Ledger ledger(Database database) {
        return new Ledger(database);
    }

    @Bean
    Scorekeeper scorekeeper(
            Ledger ledger, Engagements engagements, Outbox scoringOutbox, Clock clock) {
        return new Scorekeeper(ledger, engagements, scoringOutbox, clock);
    }
}
