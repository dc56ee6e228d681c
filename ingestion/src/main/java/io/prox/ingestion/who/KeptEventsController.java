package io.prox.ingestion.who;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.EventFact.Fault;
import io.prox.ingestion.events.SentEvent;
import io.prox.ingestion.who.KeptEvents.Entry;
import io.prox.ingestion.who.KeptEvents.Stage;
import io.prox.ingestion.who.KeptEvents.Wanted;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Events that were refused or rejected, over HTTP.
@RestController
final class KeptEventsController {
    private static final int MOST = 200;
    private static final List<String> STAGES =
            Arrays.stream(Stage.values())
                    .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                    .toList();

    private final KeptEvents kept;
    private final Replays replays;
    private final AuditLog audit;
    private final Database database;

    KeptEventsController(KeptEvents kept, Replays replays, AuditLog audit, Database database) {
        this.kept = kept;
        this.replays = replays;
        this.audit = audit;
        this.database = database;
    }

    /// @param stage refused at the door; rejected behind it; or taken, partly, without what could
    ///   not be read
    /// @param network that it came from, without the last part of the address
    /// @param version of ProX that could not take it
    record KeptAnswer(
            String id,
            String stage,
            String source,
            Channel channel,
            Instant receivedAt,
            Optional<String> network,
            String reason,
            List<Fault> faults,
            String version,
            Optional<Instant> replayedAt) {
        static KeptAnswer of(Entry entry) {
            return new KeptAnswer(
                    entry.id(),
                    entry.kept().stage().name().toLowerCase(Locale.ROOT),
                    entry.kept().receipt().source(),
                    entry.kept().receipt().channel(),
                    entry.kept().receipt().at(),
                    entry.kept().receipt().network(),
                    entry.kept().reason(),
                    entry.kept().faults(),
                    entry.version(),
                    entry.replayedAt());
        }
    }

    record KeptPage(List<KeptAnswer> events, Optional<String> next) {}

    /// Those of the last 30 days, the newest first.
    ///
    /// @param source by identifier; all if it is not given
    /// @param stage refused, rejected or partly; all if it is not given
    /// @param waiting whether only those that were not replayed
    /// @param after `next` of the page before
    @Requires(Permission.REJECTED_READ)
    @GetMapping("/v1/kept-events")
    KeptPage page(
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "false") boolean waiting,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        if (limit < 1 || limit > MOST) {
            throw refused(
                    "A page has 1 to %d events.".formatted(MOST),
                    "?limit",
                    "is not from 1 to " + MOST);
        }
        if (!stage.isEmpty() && !STAGES.contains(stage)) {
            throw refused(
                    "There is no such stage.", "?stage", "is none of " + String.join(", ", STAGES));
        }
        List<Entry> found =
                kept.page(caller.workspace(), new Wanted(after, source, stage, waiting), limit + 1);
        List<KeptAnswer> page = found.stream().limit(limit).map(KeptAnswer::of).toList();
        return new KeptPage(
                page, found.size() > limit ? Optional.of(page.getLast().id()) : Optional.empty());
    }

    /// @param message as it was sent, where it is still there; may name persons
    record KeptContent(KeptAnswer event, Optional<String> message) {}

    /// One with what was sent. Each reading is audited.
    @Requires({Permission.REJECTED_READ, Permission.PERSONAL_READ})
    @GetMapping("/v1/kept-events/{id}")
    KeptContent content(@PathVariable String id, Caller caller) {
        return database.within(
                caller.workspace(),
                () -> {
                    Entry entry =
                            kept.find(caller.workspace(), List.of(id)).stream()
                                    .findFirst()
                                    .orElseThrow(
                                            () ->
                                                    new ProblemException(
                                                            ProblemType.NOT_FOUND,
                                                            "No such event is kept; they are for 30 days."));
                    audit.append(caller, "kept-event.read", id, Map.of());
                    return new KeptContent(
                            KeptAnswer.of(entry),
                            entry.kept()
                                    .sent()
                                    .map(bytes -> SentEvent.decoded(bytes.array()))
                                    .map(sent -> new String(sent.message().array(), UTF_8)));
                });
    }

    record ReplayRequest(List<String> events) {}

    /// @param fate replayed; before, where it was put back already; unreadable, where this version
    ///   cannot read it either; gone, where nothing was kept of it; unknown, where there is none
    record ReplayedEvent(String event, String fate) {}

    record ReplayAnswer(int replayed, List<ReplayedEvent> events) {}

    /// Puts events back onto the log, to be tried again; a second time does nothing. What fails
    /// again is kept again, as another.
    @Requires(Permission.REJECTED_REPLAY)
    @PostMapping("/v1/kept-events/replay")
    ReplayAnswer replay(@RequestBody ReplayRequest request, Caller caller) {
        if (request.events().size() > MOST) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE, "Replay at most %d events at once.".formatted(MOST));
        }
        Map<String, Replays.Fate> fates =
                database.within(
                        caller.workspace(),
                        () -> {
                            Map<String, Replays.Fate> found =
                                    replays.replay(caller.workspace(), request.events());
                            found.forEach(
                                    (event, fate) -> {
                                        if (fate == Replays.Fate.REPLAYED) {
                                            audit.append(
                                                    caller, "kept-event.replayed", event, Map.of());
                                        }
                                    });
                            return found;
                        });
        return new ReplayAnswer(
                (int) fates.values().stream().filter(Replays.Fate.REPLAYED::equals).count(),
                request.events().stream()
                        .map(
                                event ->
                                        new ReplayedEvent(
                                                event,
                                                Optional.ofNullable(fates.get(event))
                                                        .map(
                                                                fate ->
                                                                        fate.name()
                                                                                .toLowerCase(
                                                                                        Locale
                                                                                                .ROOT))
                                                        .orElse("unknown")))
                        .toList());
    }

    private static ProblemException refused(String detail, String pointer, String reason) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, detail, List.of(new FieldError(pointer, reason)));
    }
}
