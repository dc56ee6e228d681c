package io.prox.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Sessions, links and passwords over HTTP.
class SignInTest {
    private static final String ANOTHER = "seven quiet lanterns drift";

    private final ConsoleProcess console = ConsoleProcess.get();
    private final Browser browser = console.browser();
    private final WorkspaceId workspace;
    private final User ada;

    SignInTest() {
        this.workspace = console.makeWorkspace();
        this.ada = console.makeUser(workspace, Role.REPRESENTATIVE);
    }

    @BeforeEach
    void signIn() {
        browser.signIn(ada.email());
    }

    @Test
    void saysWhoIsInAndWhatTheyMay() {
        JsonNode session = browser.get("/v1/session");

        assertThat(session.at("/user/id").asString()).isEqualTo(ada.id());
        assertThat(session.at("/user/role").asString()).isEqualTo("representative");
        assertThat(session.at("/workspace/name").asString()).isEqualTo("Acme");
        assertThat(session.get("permissions").toString())
                .contains("\"leads:read\"", "\"work:write\"")
                .doesNotContain("users:read");
        assertThat(session.get("version").asString()).isNotEmpty();
    }

    @Test
    void guardsItsCookies() {
        String session = setCookie("prox=");
        String device = setCookie("prox-device=");

        assertThat(session)
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Max-Age", "Domain");
        assertThat(device).contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=15552000");
    }

    private String setCookie(String beginning) {
        return browser.last().headers().allValues("Set-Cookie").stream()
                .filter(header -> header.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void takesAnotherSecretAtEachSignIn() {
        String before = browser.session();

        browser.signIn(ada.email());

        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(console.part(Sessions.class).find(before)).isEmpty();
    }

    @Test
    void asksForThePasswordAgainBeforeTheListLeavesTheConsole() {
        Browser admin = console.signedIn(workspace, Role.ADMINISTRATOR);
        console.clock().advance(Sessions.CONFIRMED);

        admin.meets(403, "confirm-password", "GET", "/v1/work/export.csv", "");
        assertThat(console.audited(workspace, "work.exported")).isEmpty();
        admin.does(
                "POST", "/v1/session/confirm", "{\"password\":\"%s\"}".formatted(Browser.PASSWORD));

        HttpAnswer file =
                HttpAnswer.to(
                        console.port(),
                        "GET",
                        "/v1/work/export.csv",
                        "",
                        "Cookie",
                        "prox=" + admin.session());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).contains("lead,score,grade");
        assertThat(console.audited(workspace, "work.exported")).hasSize(1);
    }

    @Test
    void signsOut() {
        String cookie = browser.session();

        browser.does("DELETE", "/v1/session", "");

        assertThat(browser.cookies()).doesNotContainKey("prox");
        assertThat(console.part(Sessions.class).find(cookie)).isEmpty();
        browser.meets(401, "not-signed-in", "GET", "/v1/session", "");
    }

    @Test
    void showsAndEndsTheSessionsOfAUser() {
        Browser phone = console.browser();
        phone.signIn(ada.email());

        JsonNode sessions = browser.get("/v1/sessions").get("sessions");
        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(0).get("client").asString()).isEqualTo("Firefox on Linux");
        String other =
                sessions.valueStream()
                        .filter(session -> !session.get("current").asBoolean())
                        .map(session -> session.get("id").asString())
                        .findFirst()
                        .orElseThrow();
        browser.does("DELETE", "/v1/sessions/" + other, "");

        phone.meets(401, "not-signed-in", "GET", "/v1/session", "");
        browser.does("GET", "/v1/session", "");
    }

    @Test
    void endsNoSessionOfAnother() {
        Browser grace = console.signedIn(workspace, Role.VIEWER);
        String theirs = grace.get("/v1/sessions").at("/sessions/0/id").asString();

        browser.meets(404, "not-found", "DELETE", "/v1/sessions/" + theirs, "");

        grace.does("GET", "/v1/session", "");
    }

    @Test
    void tellsNobodyWhoHasAnAccount() {
        browser.meets(
                401,
                "sign-in-failed",
                "POST",
                "/v1/session",
                Browser.signInBody(ada.email(), "wrong"));
        String known = withoutInstance(browser.last().body());
        browser.meets(
                401,
                "sign-in-failed",
                "POST",
                "/v1/session",
                Browser.signInBody("nobody@acme.example", "wrong"));

        assertThat(withoutInstance(browser.last().body())).isEqualTo(known);
    }

    private static String withoutInstance(String problem) {
        return problem.replaceAll("urn:uuid:[0-9a-f-]+", "");
    }

    @Test
    void takesNoFormOfAForeignPage() {
        HttpAnswer answer =
                HttpAnswer.to(
                        console.port(),
                        "POST",
                        "/v1/session",
                        Browser.signInBody(ada.email(), Browser.PASSWORD),
                        "Content-Type",
                        "text/plain");

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void changesThePasswordAndEndsAllOtherSessions() {
        Browser phone = console.browser();
        phone.signIn(ada.email());

        browser.meets(
                401,
                "sign-in-failed",
                "PUT",
                "/v1/password",
                "{\"current\":\"wrong\",\"new\":\"%s\"}".formatted(ANOTHER));
        browser.does(
                "PUT",
                "/v1/password",
                "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(Browser.PASSWORD, ANOTHER));

        browser.does("GET", "/v1/session", "");
        phone.meets(401, "not-signed-in", "GET", "/v1/session", "");
        assertThat(console.part(Users.class).prove(ada.email(), ANOTHER)).isPresent();
        assertThat(console.part(Users.class).prove(ada.email(), Browser.PASSWORD)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithANewPassword() {
        browser.meets(
                400,
                "invalid-request",
                "PUT",
                "/v1/password",
                "{\"current\":\"%s\",\"new\":\"password123\"}".formatted(Browser.PASSWORD));

        assertThat(browser.last().body()).contains("#/new", "easy to guess");
    }

    @Test
    void showsWhatALinkIsFor() {
        Browser newcomer = console.browser();
        String secret = invitation();

        JsonNode link = newcomer.get("/v1/links/" + secret);

        assertThat(link.get("purpose").asString()).isEqualTo("invitation");
        assertThat(link.get("email").asString())
                .isEqualTo("grace@acme.example." + workspace.value());
        assertThat(link.get("workspace").asString()).isEqualTo("Acme");
        assertThat(link.get("passwordOptional").asBoolean()).isFalse();
        newcomer.does("GET", "/v1/links/" + secret, "");
    }

    @Test
    void letsSomeoneInByALinkOnce() {
        Browser newcomer = console.browser();
        String secret = invitation();
        newcomer.meets(400, "invalid-request", "POST", "/v1/links/" + secret, "{}");
        assertThat(newcomer.last().body()).contains("#/password", "is missing");

        JsonNode session =
                newcomer.does(
                        "POST",
                        "/v1/links/" + secret,
                        "{\"password\":\"%s\",\"name\":\"Grace Hopper\"}".formatted(ANOTHER));

        assertThat(session.at("/user/name").asString()).isEqualTo("Grace Hopper");
        newcomer.does("GET", "/v1/session", "");
        newcomer.meets(404, "not-found", "GET", "/v1/links/" + secret, "");
        newcomer.meets(
                404,
                "not-found",
                "POST",
                "/v1/links/" + secret,
                "{\"password\":\"%s\"}".formatted(ANOTHER));
    }

    private String invitation() {
        User grace =
                console.part(Users.class)
                        .invite(
                                workspace,
                                "Grace",
                                "grace@acme.example." + workspace.value(),
                                Role.VIEWER)
                        .orElseThrow();
        return console.part(OneTimeLinks.class)
                .make(workspace, grace.id(), OneTimeLinks.Purpose.INVITATION);
    }

    @Test
    void setsANewPasswordByALinkAndEndsWhatWasOpen() {
        String secret =
                console.part(OneTimeLinks.class)
                        .make(workspace, ada.id(), OneTimeLinks.Purpose.PASSWORD_RESET);
        Browser elsewhere = console.browser();

        elsewhere.does("POST", "/v1/links/" + secret, "{\"password\":\"%s\"}".formatted(ANOTHER));

        elsewhere.does("GET", "/v1/session", "");
        browser.meets(401, "not-signed-in", "GET", "/v1/session", "");
        assertThat(console.part(Users.class).prove(ada.email(), Browser.PASSWORD)).isEmpty();
    }

    @Test
    void needsNoPasswordForTheFirstSignInOfADemo() {
        WorkspaceId demo = console.part(Workspaces.class).make("Demo", true).id();
        User admin =
                console.part(Users.class)
                        .invite(
                                demo,
                                "Administrator",
                                "admin@localhost." + demo.value(),
                                Role.ADMINISTRATOR)
                        .orElseThrow();
        String secret =
                console.part(OneTimeLinks.class)
                        .make(demo, admin.id(), OneTimeLinks.Purpose.FIRST_SIGN_IN);
        Browser visitor = console.browser();
        assertThat(visitor.get("/v1/links/" + secret).get("passwordOptional").asBoolean()).isTrue();

        JsonNode session = visitor.does("POST", "/v1/links/" + secret, "{}");

        assertThat(session.at("/workspace/demo").asBoolean()).isTrue();
        assertThat(session.at("/user/hasPassword").asBoolean()).isFalse();
        console.clock().advance(Sessions.CONFIRMED.plusMinutes(1));
        visitor.does("POST", "/v1/keys", "{\"name\":\"Shop\",\"permissions\":[\"leads:write\"]}");
    }

    @Test
    void asksForThePasswordAgainBeforeWhatASessionIsNotEnoughFor() {
        Browser admin = console.signedIn(workspace, Role.ADMINISTRATOR);
        String key = "{\"name\":\"Shop\",\"permissions\":[\"leads:write\"]}";
        admin.does("POST", "/v1/keys", key);
        console.clock().advance(Sessions.CONFIRMED);

        admin.meets(403, "confirm-password", "POST", "/v1/keys", key);
        admin.meets(
                401, "sign-in-failed", "POST", "/v1/session/confirm", "{\"password\":\"wrong\"}");
        String before = admin.session();
        admin.does(
                "POST", "/v1/session/confirm", "{\"password\":\"%s\"}".formatted(Browser.PASSWORD));

        admin.does("POST", "/v1/keys", key);
        assertThat(admin.session()).isNotEqualTo(before);
        assertThat(console.part(Sessions.class).find(before)).isEmpty();
    }

    @Test
    void endsASessionThatRests() {
        console.clock().advance(Sessions.IDLE.plusSeconds(1));

        browser.meets(401, "not-signed-in", "GET", "/v1/session", "");
    }

    @Test
    void writesDownWhoCameAndWhoWasRefused() {
        browser.ask("POST", "/v1/session", Browser.signInBody(ada.email(), "wrong"));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !console.audited(workspace, "session.refused").isEmpty());
        List<AuditEntry> entries = console.audited(workspace, "session");
        assertThat(entries)
                .extracting(AuditEntry::action)
                .containsExactly("session.refused", "session.started");
        assertThat(entries)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.actor()).isEqualTo(ada.id());
                            assertThat(entry.origin()).isEqualTo("127.0.0.0/24");
                            assertThat(entry.toString()).doesNotContain("@");
                        });
    }
}
