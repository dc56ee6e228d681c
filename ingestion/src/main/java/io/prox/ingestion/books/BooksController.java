package io.prox.ingestion.books;

import io.prox.ingestion.books.Tallies.Line;
import io.prox.ingestion.books.Tallies.Published;
import io.prox.ingestion.books.Tallies.Source;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.web.Requires;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The books of ingestion, and its sources, over HTTP.
@RestController
final class BooksController {
    private final Tallies tallies;
    private final Clock clock;

    BooksController(Tallies tallies, Clock clock) {
        this.tallies = tallies;
        this.clock = clock;
    }

    /// An account of the books: received is accepted and refused together, accepted is created,
    /// changed and unchanged together.
    ///
    /// @param door import or api; empty where it is about all doors
    /// @param source by identifier; empty where it is about all sources
    /// @param name of the source
    /// @param difference what is missing: zero
    record Account(
            Optional<String> door,
            Optional<String> source,
            Optional<String> name,
            long received,
            long accepted,
            long refused,
            long created,
            long changed,
            long unchanged,
            boolean balanced,
            long difference) {
        static Account of(
                Optional<String> door,
                Optional<String> source,
                Optional<String> name,
                Tally tally) {
            return new Account(
                    door,
                    source,
                    name,
                    tally.received(),
                    tally.accepted(),
                    tally.refused(),
                    tally.created(),
                    tally.changed(),
                    tally.unchanged(),
                    tally.difference() == 0,
                    tally.difference());
        }
    }

    /// @param published what whoever reads of leads must have taken in
    record Books(
            Account all,
            List<Account> byDoor,
            List<Account> bySource,
            Published published,
            Instant asOf) {}

    @Requires(Permission.SYSTEM_READ)
    @GetMapping("/v1/books")
    Books books(Caller caller) {
        List<Line> lines = tallies.lines(caller.workspace());
        return new Books(
                account(Optional.empty(), lines),
                Arrays.stream(Door.values())
                        .map(
                                door ->
                                        account(
                                                Optional.of(door.word()),
                                                lines.stream()
                                                        .filter(
                                                                line ->
                                                                        line.door()
                                                                                .equals(
                                                                                        door
                                                                                                .word()))
                                                        .toList()))
                        .toList(),
                lines.stream()
                        .map(
                                line ->
                                        Account.of(
                                                Optional.of(line.door()),
                                                Optional.of(line.source()),
                                                Optional.of(line.name()),
                                                line.tally()))
                        .toList(),
                tallies.published(caller.workspace()),
                clock.instant());
    }

    private static Account account(Optional<String> door, List<Line> lines) {
        return Account.of(
                door,
                Optional.empty(),
                Optional.empty(),
                lines.stream().map(Line::tally).reduce(Tally.NONE, Tally::plus));
    }

    record SourceList(List<Source> sources) {}

    @Requires(Permission.SOURCES_READ)
    @GetMapping("/v1/sources")
    SourceList sources(Caller caller) {
        return new SourceList(tallies.sources(caller.workspace()));
    }
}
