package io.prox.console.work.live;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.promoted;
import static io.prox.console.work.Facts.score;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prox.console.work.TestConsole;
import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.database.Database;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// What browsers are told, over HTTP.
class LiveTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WorkspaceId workspace;
    private Client ada;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
        ada = TestConsole.user(workspace, "Ada", Role.REPRESENTATIVE);
    }

    @Test
    void tellsWhatChanges() throws Exception {
        try (var stream = new Listening(ada, "")) {
            TestConsole.publisher().leads(lead(workspace, "1").changed());
            stream.await("event: work", "\"leads\":[\"lead_1\"]");
            TestConsole.publisher().scores(score(workspace, "1", "rules", 50).changed());
            TestConsole.awaitScored(workspace, 1);
            stream.clear();
            ada.post("/v1/work/lead_1/claim", "");
            stream.await("\"leads\":[\"lead_1\"]", "\"at\":\"");
            stream.clear();
            TestConsole.publisher().scores(score(workspace, "1", "a", 90).entry(2).changed());
            TestConsole.publisher().scores(promoted(workspace, "a", 1, MONDAY));
            stream.await("event: model", "{\"model\":\"model_a\",\"rules\":false}");
            TestConsole.publisher().leads(lead(workspace, "1").revision(2).deleted());
            stream.await("\"leads\":[\"lead_1\"]");
        }
    }

    @Test
    void tellsNothingOfScoresThatNobodyIsShown() throws Exception {
        TestConsole.publisher().leads(lead(workspace, "1").changed());
        TestConsole.publisher().scores(score(workspace, "1", "rules", 50).changed());
        TestConsole.awaitScored(workspace, 1);
        try (var stream = new Listening(ada, "")) {
            TestConsole.publisher().scores(score(workspace, "1", "a", 90).entry(2).changed());
            TestConsole.publisher().scores(score(workspace, "1", "rules", 60).entry(3).changed());

            stream.await("\"leads\":[\"lead_1\"]");
            assertThat(ada.get("/v1/work/lead_1").get("score").asInt()).isEqualTo(60);
            assertThat(stream.lines.stream().filter("event: work"::equals)).hasSize(1);
        }
    }

    @Test
    void tellsNothingToAnotherWorkspace() throws Exception {
        WorkspaceId other = TestConsole.newWorkspace();
        try (var stream = new Listening(TestConsole.user(other, "Eve", Role.ADMINISTRATOR), "")) {
            TestConsole.publisher().leads(lead(workspace, "1").changed());
            TestConsole.publisher().leads(lead(other, "2").changed());

            stream.await("lead_2");
            assertThat(stream.lines).noneMatch(line -> line.contains("lead_1"));
        }
    }

    @Test
    void endsWhenTheSessionDoes() throws Exception {
        Client key = TestConsole.key(workspace, Permission.WORK_READ);
        try (var ofUser = new Listening(ada, "");
                var ofKey = new Listening(key, "")) {
            TestConsole.part(Sessions.class).endAll(workspace, ada.id());
            ofUser.awaitEnd();
            assertThat(ofKey.hasEnded()).isFalse();
            ApiKeys keys = TestConsole.part(ApiKeys.class);
            assertThat(keys.revoke(workspace, keys.all(workspace).getFirst().id())).isTrue();
            ofKey.awaitEnd();
        }
    }

    @Test
    void tellsManyAtOnceAndStillAnswers() throws Exception {
        var keys = new ArrayList<Client>();
        for (int number = 0; number < 15; number++) {
            keys.add(TestConsole.key(workspace, Permission.WORK_READ));
        }
        var streams = new ArrayList<Listening>();
        try {
            for (int number = 0; number < 300; number++) {
                streams.add(new Listening(keys.get(number % 15), ""));
            }
            TestConsole.publisher().leads(lead(workspace, "1").changed());

            for (Listening stream : streams) {
                stream.await("lead_1");
            }
            assertThat(ada.get("/v1/work").get("total").asInt()).isEqualTo(1);
        } finally {
            streams.forEach(Listening::close);
        }
    }

    @Test
    void endsTheOldestOfTooManyStreamsOfOneSession() throws Exception {
        var streams = new ArrayList<Listening>();
        try {
            for (int number = 0; number <= 20; number++) {
                streams.add(new Listening(ada, ""));
            }
            streams.getFirst().awaitEnd();
            assertThat(streams.getLast().hasEnded()).isFalse();
        } finally {
            streams.forEach(Listening::close);
        }
    }

    @Test
    void endsWhoDoesNotReadAndTellsTheOthers() throws Exception {
        var reads = new CountDownLatch(1);
        var controller =
                new LiveController(
                        TestConsole.part(ChangeHub.class),
                        Clock.systemUTC(),
                        Duration.ofSeconds(10));
        var stuck =
                new Reader(
                        text -> {
                            if (!text.startsWith(": changes")) {
                                await(reads);
                            }
                        });
        controller.changes(key(), stuck.request(), stuck.response());
        try (var stream = new Listening(ada, "")) {
            for (int part = 0; part < 6; part++) {
                var leads = new ArrayList<LeadId>();
                for (int number = 0; number < 500; number++) {
                    leads.add(new LeadId("lead_%dx%d".formatted(part, number)));
                }
                TestConsole.database()
                        .within(
                                workspace,
                                () -> TestConsole.part(Changes.class).tell(workspace, leads));
                stream.await(leads.getLast().value());
            }
            TestConsole.publisher().leads(lead(workspace, "later").changed());
            stream.await("lead_later");
            assertThat(stuck.hasEnded()).isFalse();

            reads.countDown();

            assertThat(stuck.awaitEnd()).as("has ended, and is told nothing more").isTrue();
        }
    }

    @Test
    void endsWhoCameBeforeChangesAreHeardAgain() throws Exception {
        var source = new Gate(TestConsole.database().source());
        var hub =
                new ChangeHub(
                        new Database(source),
                        TestConsole.part(Sessions.class),
                        TestConsole.part(ApiKeys.class),
                        Clock.systemUTC(),
                        new SimpleMeterRegistry());
        Caller caller = key();
        hub.start();
        try {
            ChangeStream before = hub.open(caller);
            source.shut();
            source.cut();
            assertThat(before.awaitEnd(PATIENCE)).as("when the connection is lost").isTrue();
            ChangeStream between = hub.open(caller);
            tell("1");
            assertThat(between.take(Duration.ofMillis(100))).as("nobody hears it").isEmpty();
            assertThat(between.hasEnded()).isFalse();

            source.open();

            assertThat(between.awaitEnd(PATIENCE)).as("when changes are heard again").isTrue();
            ChangeStream after = hub.open(caller);
            tell("2");
            assertThat(after.take(PATIENCE).orElseThrow().leads()).containsExactly("lead_2");
        } finally {
            source.open();
            hub.stop();
        }
    }

    private void tell(String lead) {
        TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.part(Changes.class)
                                        .tell(workspace, List.of(new LeadId("lead_" + lead))));
    }

    /// A program that has a key.
    private Caller key() {
        TestConsole.key(workspace, Permission.WORK_READ);
        String key = TestConsole.part(ApiKeys.class).all(workspace).getFirst().id();
        return new Caller(workspace, key, EnumSet.of(Permission.WORK_READ), "", false, "");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Connections, of which the last one can be cut and the next one can be made to wait.
    private static final class Gate extends DelegatingDataSource {
        private final AtomicInteger last = new AtomicInteger();
        private final Semaphore passes = new Semaphore(1);

        Gate(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            passes.acquireUninterruptibly();
            passes.release();
            Connection connection = super.getConnection();
            last.set(connection.unwrap(PGConnection.class).getBackendPID());
            return connection;
        }

        void shut() {
            passes.drainPermits();
        }

        void open() {
            if (passes.availablePermits() == 0) {
                passes.release();
            }
        }

        void cut() {
            TestConsole.database()
                    .sql()
                    .sql("SELECT pg_terminate_backend(:process)")
                    .param("process", last.get())
                    .query(Boolean.class)
                    .single();
        }
    }

    @Test
    void hearsWhatAnotherProcessDoesAndEndsWithItsOwn() throws Exception {
        Listening stream;
        try (ServiceProcess other = TestConsole.another()) {
            stream =
                    new Listening(
                            ada, "http://127.0.0.1:%d/v1/work/changes".formatted(other.port()));
            TestConsole.publisher()
                    .leads(lead(workspace, "1").changed(), lead(workspace, "2").changed());
            stream.await("lead_1");
            stream.await("lead_2");
            stream.clear();
            ada.post("/v1/work/lead_2/claim", "");
            stream.await("lead_2");
        }
        stream.awaitEnd();
    }

    @Test
    void saysSomethingWhereNothingHappens() throws Exception {
        var written = new CopyOnWriteArrayList<String>();
        ChangeHub hub = TestConsole.part(ChangeHub.class);
        var controller = new LiveController(hub, Clock.systemUTC(), Duration.ofMillis(20));
        var left = new AtomicBoolean();
        var reader =
                new Reader(
                        text -> {
                            if (left.get()) {
                                throw new IOException("nobody reads");
                            }
                            written.add(text);
                        });

        controller.changes(key(), reader.request(), reader.response());

        Awaitility.await().atMost(PATIENCE).until(() -> written.contains(":\n\n"));
        assertThat(written).first().asString().startsWith(": changes");
        assertThat(reader.hasEnded()).isFalse();
        left.set(true);
        assertThat(reader.awaitEnd()).as("it is noticed that nobody reads any longer").isTrue();
    }

    /// Somebody whose connection writes as a test wants it to.
    private record Reader(Writing writing, CountDownLatch ended) {
        @FunctionalInterface
        private interface Writing {
            void write(String text) throws IOException;
        }

        Reader(Writing writing) {
            this(writing, new CountDownLatch(1));
        }

        HttpServletRequest request() {
            AsyncContext async =
                    stub(
                            AsyncContext.class,
                            name -> {
                                if (name.equals("complete")) {
                                    ended.countDown();
                                }
                                return null;
                            });
            return stub(HttpServletRequest.class, name -> name.equals("startAsync") ? async : null);
        }

        HttpServletResponse response() {
            var out =
                    new ServletOutputStream() {
                        @Override
                        public void write(int single) throws IOException {
                            throw new IOException("not one by one");
                        }

                        @Override
                        public void write(byte[] bytes) throws IOException {
                            writing.write(new String(bytes, UTF_8));
                        }

                        @Override
                        public boolean isReady() {
                            return true;
                        }

                        @Override
                        public void setWriteListener(WriteListener listener) {
                            throw new UnsupportedOperationException();
                        }
                    };
            return stub(
                    HttpServletResponse.class, name -> name.equals("getOutputStream") ? out : null);
        }

        boolean hasEnded() {
            return ended.getCount() == 0;
        }

        boolean awaitEnd() throws InterruptedException {
            return ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        /// @param answers of methods by their names
        private static <T> T stub(Class<T> type, Function<String, @Nullable Object> answers) {
            return type.cast(
                    Proxy.newProxyInstance(
                            LiveTest.class.getClassLoader(),
                            new Class<?>[] {type},
                            (proxy, method, arguments) -> answers.apply(method.getName())));
        }
    }

    @Test
    void asksForLeave() throws Exception {
        TestConsole.key(workspace, Permission.LEADS_READ)
                .refused(403, "GET", "/v1/work/changes", "");
    }

    /// A browser that listens, on a thread of its own.
    private static final class Listening implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> body;
        private final Thread thread;

        /// @param address where it listens; empty: at the console of all tests
        Listening(Client client, String address) throws Exception {
            var request = client.request("GET", "/v1/work/changes", "");
            HttpResponse<Stream<String>> answer =
                    CLIENT.send(
                            address.isEmpty()
                                    ? request
                                    : HttpRequest.newBuilder(request, (name, value) -> true)
                                            .uri(URI.create(address))
                                            .build(),
                            HttpResponse.BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            body = answer.body();
            thread =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            body.forEach(lines::add);
                                        } catch (UncheckedIOException closed) {
                                            // by the test
                                        }
                                    });
            await(": changes");
        }

        void await(String... texts) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(
                            () ->
                                    Stream.of(texts)
                                            .allMatch(
                                                    text ->
                                                            lines.stream()
                                                                    .anyMatch(
                                                                            line ->
                                                                                    line.contains(
                                                                                            text))));
        }

        void clear() {
            lines.clear();
        }

        boolean hasEnded() {
            return !thread.isAlive();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(thread.join(PATIENCE)).isTrue();
        }

        @Override
        public void close() {
            body.close();
        }
    }
}
