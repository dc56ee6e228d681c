package io.prox.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Workspaces;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What is sent does not come into the log: words are planted wherever a request has room for them,
/// right and wrong, and none is found in what is logged, be it as text or as JSON.
class LogTest {
    private static final String CANARY = "thylacine";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final WholeSystem SYSTEM = WholeSystem.get();

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.prox");
    private final Level before = root.getLevel();
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        root.setLevel(Level.INFO);
        ours.setLevel(Level.DEBUG);
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stop() {
        root.detachAppender(lines);
        root.setLevel(before);
        ours.setLevel(null);
    }

    @Test
    void holdsNothingOfWhatWasSent() {
        var workspace = SYSTEM.part(Workspaces.class).make("Workspace " + CANARY, false).id();
        User user = SYSTEM.makeUser(workspace, "admin " + CANARY, Role.ADMINISTRATOR);
        for (Endpoint endpoint : SYSTEM.endpoints()) {
            for (String body : bodies(endpoint)) {
                SYSTEM.ask(
                        endpoint.method(),
                        endpoint.path(CANARY) + "?q=" + CANARY + "&limit=" + CANARY,
                        body,
                        SYSTEM.session(workspace, user));
            }
            SYSTEM.ask(
                    endpoint.method(),
                    endpoint.path(CANARY),
                    "",
                    "Authorization",
                    "Bearer prox_ws_1." + CANARY,
                    "User-Agent",
                    CANARY,
                    "Cookie",
                    "prox=" + CANARY,
                    "X-Forwarded-For",
                    CANARY);
        }
        root.warn("the listener listens to {}", "everything");

        assertThat(lines.all).anyMatch(line -> line.contains("listens to everything"));
        assertThat(lines.all).noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(CANARY));
    }

    @Test
    void tellsOfNoFaultWhenAClientLeaves() {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            SYSTEM.leave("/v1/openapi.json");
                            return logged("A client left before it was answered");
                        });

        assertThat(lines.all).noneMatch(line -> line.contains("Request failed"));
    }

    private boolean logged(String words) {
        return lines.all.stream().anyMatch(line -> line.contains(words));
    }

    private static List<String> bodies(Endpoint endpoint) {
        return endpoint.body().isEmpty()
                ? List.of("")
                : List.of(
                        Bodies.filled(endpoint.body().get(), CANARY),
                        Bodies.filled(endpoint.body().get(), CANARY + "@" + CANARY + ".example"),
                        Bodies.filled(endpoint.body().get(), CANARY + "\\u0000"),
                        "{\"%s\":\"%s\"}".formatted(CANARY, CANARY),
                        "{\"a\": %s".formatted(CANARY));
    }

    /// All that an encoder could write of an entry.
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            var line = new StringBuilder(event.getFormattedMessage());
            line.append(event.getKeyValuePairs()).append(event.getMDCPropertyMap());
            for (IThrowableProxy trouble = event.getThrowableProxy();
                    trouble != null;
                    trouble = trouble.getCause()) {
                line.append(trouble.getClassName()).append(trouble.getMessage());
            }
            all.add(line.toString());
        }
    }
}
