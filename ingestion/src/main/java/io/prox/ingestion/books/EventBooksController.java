package io.prox.ingestion.books;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.web.Requires;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The books of events over HTTP.
@RestController
final class EventBooksController {
    private final EventTallies events;
    private final Tallies tallies;
    private final Clock clock;

    EventBooksController(EventTallies events, Tallies tallies, Clock clock) {
        this.events = events;
        this.tallies = tallies;
        this.clock = clock;
    }

    /// What became of events: received is accepted and refused together; accepted is matched,
    /// anonymous, repeated and rejected together. What the log still holds is not in the books yet.
    ///
    /// @param source by identifier; empty where it is about all sources
    /// @param name of the source
    /// @param matched that were a lead's when they came
    /// @param anonymous that were nobody's then, and may have become a lead's since
    /// @param repeated that had come before
    /// @param rejected that could not be taken behind the door, and are kept
    /// @param difference what is missing: zero
    record EventAccount(
            Optional<String> source,
            Optional<String> name,
            long received,
            long accepted,
            long refused,
            long matched,
            long anonymous,
            long repeated,
            long rejected,
            boolean balanced,
            long difference,
            Optional<Instant> lastSeenAt) {
        static EventAccount of(
                Optional<String> source,
                Optional<String> name,
                EventTally tally,
                Optional<Instant> lastSeenAt) {
            return new EventAccount(
                    source,
                    name,
                    tally.received(),
                    tally.accepted(),
                    tally.refused(),
                    tally.matched(),
                    tally.anonymous(),
                    tally.repeated(),
                    tally.rejected(),
                    tally.difference() == 0,
                    tally.difference(),
                    lastSeenAt);
        }
    }

    /// @param lastDay of each source that sent something in the last day, in whole hours
    record EventBooks(
            EventAccount all,
            List<EventAccount> bySource,
            List<EventAccount> lastDay,
            Instant asOf) {}

    @Requires(Permission.SYSTEM_READ)
    @GetMapping("/v1/books/events")
    EventBooks books(Caller caller) {
        Map<String, String> names =
                tallies.sources(caller.workspace()).stream()
                        .collect(Collectors.toMap(Tallies.Source::id, Tallies.Source::name));
        Map<String, EventTallies.Line> lines = events.all(caller.workspace());
        return new EventBooks(
                EventAccount.of(
                        Optional.empty(),
                        Optional.empty(),
                        lines.values().stream()
                                .map(EventTallies.Line::tally)
                                .reduce(EventTally.NONE, EventTally::plus),
                        lines.values().stream()
                                .flatMap(line -> line.lastSeenAt().stream())
                                .max(Instant::compareTo)),
                accounts(lines, names),
                accounts(events.lastDay(caller.workspace()), names),
                clock.instant());
    }

    private static List<EventAccount> accounts(
            Map<String, EventTallies.Line> lines, Map<String, String> names) {
        Function<String, String> name = source -> names.getOrDefault(source, source);
        return lines.entrySet().stream()
                .map(
                        line ->
                                EventAccount.of(
                                        Optional.of(line.getKey()),
                                        Optional.of(name.apply(line.getKey())),
                                        line.getValue().tally(),
                                        line.getValue().lastSeenAt()))
                .sorted(
                        (one, other) ->
                                one.name().orElseThrow().compareTo(other.name().orElseThrow()))
                .toList();
    }
}
