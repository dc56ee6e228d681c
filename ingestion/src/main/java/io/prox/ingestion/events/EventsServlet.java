package io.prox.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.EventFact.Fault;
import io.prox.features.events.EventType;
import io.prox.ingestion.events.EventDoor.Refused;
import io.prox.ingestion.events.EventDoor.Where;
import io.prox.ingestion.keys.RememberedKeys;
import io.prox.ingestion.keys.Sender;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Origin;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Events over HTTP, as clients of Segment send them ("HTTP Tracking API"): one message to the
/// address of its type, or several to `batch`; by their long names, or by the letters that browsers
/// use. Where Segment answers 200 and drops what it cannot read, the good ones are stored here, and
/// the answer is 400 with the reason of each of the others, which no client sends again.
final class EventsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final String VERSION = "/v1/";

    /// Takes what happened long ago.
    static final String HISTORY = "import";

    private static final List<String> BATCHES = List.of("batch", "b", HISTORY);
    private static final Map<String, EventType> SINGLES =
            Map.ofEntries(
                    Map.entry("identify", EventType.IDENTIFY),
                    Map.entry("i", EventType.IDENTIFY),
                    Map.entry("track", EventType.TRACK),
                    Map.entry("t", EventType.TRACK),
                    Map.entry("page", EventType.PAGE),
                    Map.entry("p", EventType.PAGE),
                    Map.entry("screen", EventType.SCREEN),
                    Map.entry("s", EventType.SCREEN),
                    Map.entry("group", EventType.GROUP),
                    Map.entry("g", EventType.GROUP),
                    Map.entry("alias", EventType.ALIAS),
                    Map.entry("a", EventType.ALIAS));

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_AGENT = 500;

    /// Refused events that an answer names.
    private static final int MOST_NAMED = 50;

    private static final byte[] TAKEN = "{\"success\":true}".getBytes(UTF_8);

    private final transient EventDoor door;
    private final transient EventBodies bodies = new EventBodies();
    private final transient RememberedKeys keys;
    private final transient HandlerExceptionResolver problems;

    /// @param problems answers what goes wrong
    EventsServlet(EventDoor door, RememberedKeys keys, HandlerExceptionResolver problems) {
        this.door = door;
        this.keys = keys;
        this.problems = problems;
    }

    /// Where it answers.
    static List<String> addresses() {
        var names = new ArrayList<String>(SINGLES.keySet());
        names.addAll(BATCHES);
        return names.stream().map(EventsServlet::address).sorted().toList();
    }

    /// The last part of the addresses that take one message, with what it is then.
    static SortedMap<String, EventType> types() {
        return new TreeMap<>(SINGLES);
    }

    /// The last part of the addresses that take several.
    static List<String> batches() {
        return BATCHES;
    }

    static String address(String name) {
        return VERSION + name;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ForeignPages.allow(request, response);
        switch (request.getMethod()) {
            case "OPTIONS" -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            case "POST" -> post(request, response);
            default -> {
                response.setHeader(HttpHeaders.ALLOW, "POST, OPTIONS");
                problem(
                        request,
                        response,
                        new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "It takes POST."));
            }
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            var where = where(request);
            Optional<Sender> sender = given(request).map(this::sender);
            sender.ifPresent(known -> door.admit(known, where));
            try (EventBodies.Body body = read(request, sender, where)) {
                answer(take(request, sender, where, body.bytes()), response);
            }
        } catch (RuntimeException trouble) {
            problem(request, response, trouble);
        }
    }

    private EventBodies.Body read(HttpServletRequest request, Optional<Sender> sender, Where where)
            throws IOException {
        try {
            return bodies.read(request);
        } catch (ProblemException unreadable) {
            if (!unreadable.pause().isPositive()) {
                keep(request, sender, where, new byte[0], unreadable);
            }
            throw unreadable;
        }
    }

    /// Of whom nobody knows, nothing is kept.
    private void keep(
            HttpServletRequest request,
            Optional<Sender> sender,
            Where where,
            byte[] body,
            ProblemException refusal) {
        sender.ifPresent(
                known ->
                        door.refuse(
                                known,
                                where,
                                type(request),
                                body,
                                Objects.toString(refusal.getMessage())));
    }

    private static String name(HttpServletRequest request) {
        return request.getServletPath().substring(VERSION.length());
    }

    private static Optional<EventType> type(HttpServletRequest request) {
        return Optional.ofNullable(SINGLES.get(name(request)));
    }

    private void problem(
            HttpServletRequest request, HttpServletResponse response, RuntimeException trouble) {
        problems.resolveException(request, response, null, trouble);
    }

    private static Where where(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Where(
                Optional.of(Origin.network(request)).filter(network -> !network.isEmpty()),
                Origin.line(request),
                Optional.ofNullable(agent)
                        .map(text -> text.substring(0, Math.min(text.length(), LONGEST_AGENT))));
    }

    /// The key that stands in the header, as the name of Basic authentication or as a bearer's.
    private static Optional<String> given(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.empty();
        }
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            try {
                String pair =
                        new String(
                                Base64.getDecoder()
                                        .decode(header.substring(BASIC.length()).strip()),
                                UTF_8);
                int colon = pair.indexOf(':');
                return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
            } catch (IllegalArgumentException foreign) {
                // no Base64
            }
        }
        return Optional.of("");
    }

    private Sender sender(String key) {
        return keys.find(key)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemType.UNKNOWN_KEY,
                                        "Send a write key of a source as the name of Basic authentication, as a bearer token, or as writeKey in the body."));
    }

    /// Takes what a body holds.
    private Taken take(
            HttpServletRequest request, Optional<Sender> sender, Where where, byte[] bytes) {
        Optional<EventType> type = type(request);
        SentBody body;
        try {
            body = SentBody.read(bytes, type.isEmpty());
        } catch (ProblemException unreadable) {
            keep(request, sender, where, bytes, unreadable);
            throw unreadable;
        }
        Sender from =
                sender.orElseGet(
                        () -> {
                            Sender named = sender(body.writeKey().orElse(""));
                            door.admit(named, where);
                            return named;
                        });
        return new Taken(
                body.messages().size(),
                type.isEmpty(),
                door.take(
                        name(request).equals(HISTORY) ? from.ofHistory() : from,
                        where,
                        type,
                        body));
    }

    /// @param count of messages
    private record Taken(int count, boolean isBatch, List<Refused> refused) {}

    private static void answer(Taken taken, HttpServletResponse response) throws IOException {
        if (taken.refused().isEmpty()) {
            response.setContentType("application/json");
            response.setContentLength(TAKEN.length);
            response.getOutputStream().write(TAKEN);
            return;
        }
        int refused = taken.refused().size();
        throw new ProblemException(
                ProblemType.INVALID_EVENT,
                taken.isBatch()
                        ? "%d of %d events %s refused; the others are stored."
                                .formatted(refused, taken.count(), refused == 1 ? "was" : "were")
                        : "The event was refused.",
                taken.refused().stream()
                        .limit(MOST_NAMED)
                        .flatMap(each -> errors(each, taken.isBatch()).stream())
                        .toList());
    }

    private static List<FieldError> errors(Refused refused, boolean inBatch) {
        String place = inBatch ? "#/batch/" + refused.index() : "#";
        return refused.faults().stream()
                .map((Fault fault) -> new FieldError(place + fault.pointer(), fault.detail()))
                .toList();
    }
}
