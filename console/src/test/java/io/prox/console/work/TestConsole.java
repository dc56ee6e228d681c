package io.prox.console.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.console.ConsoleConfiguration;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One console for all tests of a JVM, on the real engines, started when it is first asked for. A
/// test makes a workspace of its own.
public final class TestConsole {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger USERS = new AtomicInteger();

    private TestConsole() {}

    /// A second process of the same installation, to be closed by the test.
    public static ServiceProcess another() {
        return ServiceProcess.start(
                List.of(ConsoleConfiguration.class), Running.DATABASE.settings(Running.KEY));
    }

    public static <T> T part(Class<T> type) {
        return Running.PROCESS.part(type);
    }

    public static Publisher publisher() {
        return Running.PUBLISHER;
    }

    /// That of the console, whose transactions a test can share.
    public static Database database() {
        return part(Database.class);
    }

    /// Runs statements in one transaction as the role that owns the tables, as a migration does.
    public static void asOwner(String sql) {
        try (Connection connection = Running.DATABASE.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    public static WorkspaceId newWorkspace() {
        return part(Workspaces.class).make("Acme", false).id();
    }

    /// A program with a key that allows these, or everything.
    public static Client key(WorkspaceId workspace, Permission... permissions) {
        EnumSet<Permission> allowed =
                permissions.length == 0
                        ? EnumSet.allOf(Permission.class)
                        : EnumSet.copyOf(List.of(permissions));
        String secret =
                part(ApiKeys.class)
                        .make(workspace, "test", allowed, "user_1", Duration.ofDays(1))
                        .secret();
        return new Client("key", Map.of("Authorization", "Bearer " + secret));
    }

    /// A user who has signed in.
    public static Client user(WorkspaceId workspace, String name, Role role) {
        String address = "user%d@example.com".formatted(USERS.incrementAndGet());
        String id = part(Users.class).invite(workspace, name, address, role).orElseThrow().id();
        activate(workspace, id);
        String cookie = part(Sessions.class).start(workspace, id, "test");
        return new Client(id, Map.of("Cookie", "prox=" + cookie, "X-Prox-Page", "1"));
    }

    /// As a password would, which takes long to hash.
    private static void activate(WorkspaceId workspace, String user) {
        database()
                .within(
                        workspace,
                        () ->
                                database()
                                        .sql()
                                        .sql(
                                                "UPDATE platform.user_account SET status = 'active' WHERE user_id = :user")
                                        .param("user", user)
                                        .update());
    }

    /// Waits until the list has so many leads with a score.
    public static void awaitScored(WorkspaceId workspace, int leads) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                database()
                                                .within(
                                                        workspace,
                                                        () ->
                                                                database()
                                                                        .sql()
                                                                        .sql(
                                                                                "SELECT count(*) FROM console.ranked WHERE score >= 0 AND model = (SELECT coalesce(max(model), 'model_rules') FROM console.shown_model)")
                                                                        .query(
                                                                                (row, number) ->
                                                                                        row.getInt(
                                                                                                1))
                                                                        .single())
                                        == leads);
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static URI address(String path) {
        return URI.create("http://127.0.0.1:" + Running.PROCESS.port() + path);
    }

    /// Someone who asks the console.
    ///
    /// @param id of the user; `key` for a program
    public record Client(String id, Map<String, String> headers) {
        public Client {
            headers = Map.copyOf(headers);
        }

        public JsonNode get(String path) throws Exception {
            return read(send("GET", path, ""), 200);
        }

        public JsonNode post(String path, String body) throws Exception {
            return read(send("POST", path, body), 200);
        }

        public JsonNode put(String path, String body) throws Exception {
            return read(send("PUT", path, body), 200);
        }

        /// The problem of a request that is refused.
        public JsonNode refused(int status, String method, String path, String body)
                throws Exception {
            return read(send(method, path, body), status);
        }

        private static JsonNode read(HttpResponse<String> answer, int status) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JSON.readTree(answer.body());
        }

        public HttpResponse<String> send(
                String method, String path, String body, String... moreHeaders) throws Exception {
            return CLIENT.send(
                    request(method, path, body, moreHeaders), HttpResponse.BodyHandlers.ofString());
        }

        public HttpRequest request(String method, String path, String body, String... moreHeaders) {
            var request =
                    HttpRequest.newBuilder(address(path))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            if (moreHeaders.length > 0) {
                request.headers(moreHeaders);
            }
            return request.build();
        }
    }

    /// Started when the class is loaded, which the JVM does once and at first use.
    private static final class Running {
        static final TestDatabase DATABASE = new TestDatabase("console");
        static final Path KEY = TestDatabase.passingKey();
        static final ServiceProcess PROCESS =
                ServiceProcess.start(List.of(ConsoleConfiguration.class), DATABASE.settings(KEY));
        static final Publisher PUBLISHER = new Publisher(DATABASE.database());
    }
}
