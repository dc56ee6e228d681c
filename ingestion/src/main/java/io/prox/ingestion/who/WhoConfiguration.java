package io.prox.ingestion.who;

import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.books.EventTallies;
import io.prox.ingestion.leads.Farewell;
import io.prox.ingestion.leads.Intake;
import io.prox.platform.Version;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.log.Outbox;
import io.prox.platform.operations.Repeated;
import io.prox.platform.sealing.DayKeys;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What finds out whose events are.
@Configuration(proxyBeanMethods = false)
@Import(KeptEventsController.class)
public class WhoConfiguration {
    /// For so long an event that comes again is known, and what was refused or rejected is kept.
    private static final Period REMEMBERED = Period.ofDays(30);

    private static final Duration BETWEEN_VISITS = Duration.ofHours(1);

    @Bean
    DayKeys keptEventKeys(Database database, Sealing sealing, Clock clock) {
        return new DayKeys(database, sealing, "kept-events", REMEMBERED, clock);
    }

    @Bean
    KeptEvents keptEvents(Database database, DayKeys keptEventKeys, Identifiers identifiers) {
        return new KeptEvents(database, keptEventKeys, identifiers, Version.current());
    }

    @Bean
    LeadHandler waitingHandler(
            Database database, Outbox ingestionOutbox, Intake intake, Clock clock) {
        return new LeadHandler(
                database,
                new Visitors(database),
                new Activities(database, ingestionOutbox),
                intake,
                clock);
    }

    @Bean
    Farewell whoForgetting(Database database) {
        return new Forgetting(database);
    }

    @Bean
    KnownEvents knownEvents(Database database) {
        return new KnownEvents(database);
    }

    @Bean
    Replays replays(
            Database database,
            KeptEvents kept,
            KnownEvents known,
            DayKeys eventKeys,
            Sealing sealing,
            Outbox ingestionOutbox,
            Clock clock) {
        return new Replays(database, kept, known, eventKeys, sealing, ingestionOutbox, clock);
    }

    @Bean
    Repeated eventsForgotten(
            KnownEvents known, KeptEvents kept, DayKeys keptEventKeys, Workspaces workspaces) {
        return new Repeated(
                "events-forgotten",
                BETWEEN_VISITS,
                () -> {
                    keptEventKeys.visit(workspaces.all());
                    LocalDate first = keptEventKeys.today().minus(REMEMBERED);
                    for (WorkspaceId workspace : workspaces.all()) {
                        known.letGo(workspace, first);
                        kept.letGo(workspace, first);
                    }
                });
    }

    @Bean
    EventHandler eventHandler(
            Database database,
            Sealing sealing,
            DayKeys eventKeys,
            KnownEvents known,
            KeptEvents keptEvents,
            Outbox ingestionOutbox,
            Intake intake,
            EventTallies tallies,
            Clock clock) {
        return new EventHandler(
                database,
                new WhoIsWho(
                        sealing,
                        eventKeys,
                        known,
                        new Visitors(database),
                        new Activities(database, ingestionOutbox),
                        keptEvents,
                        intake,
                        tallies,
                        clock));
    }
}
