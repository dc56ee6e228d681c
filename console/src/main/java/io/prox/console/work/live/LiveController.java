package io.prox.console.work.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.ModelVersion;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.web.Requires;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// What changes, as it does, over HTTP: server-sent events (WHATWG HTML, 9.2).
///
/// `work` tells leads that changed or went, `model` that all are ranked by another model. The
/// stream ends when the session does, and when a reader is too slow to be told everything; who
/// comes again asks for what it shows anew.
@RestController
final class LiveController {

    /// Between two messages: what comes closer together is told together.
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final int LEADS_OF_A_MESSAGE = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ChangeHub hub;
    private final Clock clock;
    private final Duration heartbeat;

    /// @param heartbeat after which something is sent where there is no news, so that who has left
    ///   is noticed and nothing between takes the stream for dead
    LiveController(ChangeHub hub, Clock clock, Duration heartbeat) {
        this.hub = hub;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    record WorkChanged(List<String> leads, String at) {}

    record ModelChanged(String model, boolean rules) {}

    /// Answers at once, and goes on telling for as long as somebody looks on, on a thread that no
    /// other request waits for.
    @Requires(Permission.WORK_READ)
    @GetMapping(path = "/v1/work/changes")
    void changes(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        ChangeStream stream = hub.open(caller);
        boolean goesOn = false;
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // Asks a proxy not to gather what is meant to arrive at once.
            response.setHeader("X-Accel-Buffering", "no");
            OutputStream out = response.getOutputStream();
            // With it go the headers, which this thread alone may touch.
            write(": changes of the work list\n\n", out);
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            Thread.ofVirtual().name("work-changes").start(() -> tell(stream, out, async));
            goesOn = true;
        } catch (IOException gone) {
            // Whoever looked on has left, which is how it should end.
        } finally {
            if (!goesOn) {
                hub.close(stream);
            }
        }
    }

    private void tell(ChangeStream stream, OutputStream out, AsyncContext async) {
        try {
            tell(stream, out);
        } catch (IOException gone) {
            // as above
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            hub.close(stream);
            async.complete();
        }
    }

    private void tell(ChangeStream stream, OutputStream out)
            throws IOException, InterruptedException {
        while (!stream.hasEnded()) {
            Optional<ChangeStream.News> news = stream.take(heartbeat);
            if (stream.hasEnded()) {
                return;
            }
            write(news.map(this::text).orElse(":\n\n"), out);
            if (stream.awaitEnd(PAUSE)) {
                return;
            }
        }
    }

    private String text(ChangeStream.News news) {
        var text = new StringBuilder();
        news.model()
                .map(ModelVersion::new)
                .ifPresent(
                        model ->
                                event(
                                        "model",
                                        new ModelChanged(model.value(), model.isRules()),
                                        text));
        String at = Instant.now(clock).toString();
        for (int from = 0; from < news.leads().size(); from += LEADS_OF_A_MESSAGE) {
            int to = Math.min(news.leads().size(), from + LEADS_OF_A_MESSAGE);
            event("work", new WorkChanged(news.leads().subList(from, to), at), text);
        }
        return text.toString();
    }

    private static void event(String name, Object data, StringBuilder text) {
        text.append("event: ")
                .append(name)
                .append("\ndata: ")
                .append(JSON.writeValueAsString(data))
                .append("\n\n");
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
