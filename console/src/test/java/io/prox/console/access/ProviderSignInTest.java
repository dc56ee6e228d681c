package io.prox.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.provider.PendingSignIns;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditEntry;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Signing in by the provider, there and back over HTTP.
class ProviderSignInTest {
    private static final String BEGIN = "/v1/sign-in/provider";
    private static final String CONFIRM = "/v1/session/confirm/provider";
    private static final String NEXT = "{\"next\":\"/settings/users\"}";

    private final ConsoleProcess console = ConsoleProcess.get();
    private final MockProvider provider = console.provider();
    private final WorkspaceId workspace = console.makeWorkspace();
    private final Users users = console.part(Users.class);
    private final User ada = console.invite(workspace, Role.ADMINISTRATOR);
    private final Random random = new Random(workspace.value().hashCode());
    private final Browser browser = elsewhere();

    /// A browser at an address of its own.
    private Browser elsewhere() {
        return console.browser()
                .from(
                        "10.%d.%d.%d"
                                .formatted(
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(256)));
    }

    @Test
    void tellsWhichWaysThereAre() {
        JsonNode ways = browser.does("GET", "/v1/sign-in", "");

        assertThat(ways.get("local").asBoolean()).isTrue();
        assertThat(ways.at("/provider/name").asString()).isEqualTo("Acme ID");
        assertThat(ways.at("/provider/path").asString()).isEqualTo(BEGIN);
    }

    @Test
    void asksForACodeWithProofThatItIsOurs() {
        browser.ask("GET", BEGIN, "");

        assertThat(browser.location()).startsWith(provider.issuer() + "/authorize?");
        Map<String, String> sent = MockProvider.parameters(browser.location());
        assertThat(sent)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", MockProvider.CLIENT)
                .containsEntry("scope", "openid email profile")
                .containsEntry("code_challenge_method", "S256")
                .doesNotContainKeys("prompt", "max_age", "client_secret");
        assertThat(sent.get("redirect_uri")).startsWith("https://").endsWith(BEGIN + "/callback");
        assertThat(sent.get("state")).hasSize(32).isNotEqualTo(sent.get("nonce"));
        assertThat(sent.get("code_challenge")).hasSize(43);
    }

    @Test
    void provesToTheProviderThatItIsTheClient() {
        signsIn(ada, "/");

        String credentials =
                MockProvider.CLIENT + ":" + URLEncoder.encode(MockProvider.SECRET, UTF_8);
        assertThat(provider.tokenRequest())
                .startsWith(
                        "Basic "
                                + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))
                                + "\n")
                .contains("grant_type=authorization_code", "&code_verifier=")
                .doesNotContain("client_secret");
    }

    @Test
    void guardsTheCookieThatWaits() {
        browser.ask("GET", BEGIN, "");

        assertThat(browser.last().headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("__Host-prox-sign-in=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .contains("Max-Age=" + PendingSignIns.LIFE.toSeconds());
    }

    @Test
    void letsInWhoWasInvited() {
        signsIn(ada, "/work?grade=A");

        assertThat(browser.location()).isEqualTo("/work?grade=A");
        assertThat(browser.cookies()).containsOnlyKeys("__Host-prox");
        assertThat(browser.last().headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("__Host-prox="))
                .singleElement()
                .asString()
                .contains("Secure", "HttpOnly", "SameSite=Strict");
        JsonNode session = browser.get("/v1/session");
        assertThat(session.at("/user/id").asString()).isEqualTo(ada.id());
        assertThat(session.at("/user/hasPassword").asBoolean()).isFalse();
        assertThat(session.at("/user/hasProvider").asBoolean()).isTrue();
        assertThat(browser.get("/v1/users").at("/users/0/status").asString()).isEqualTo("active");
    }

    @Test
    void writesDownWhoCameInAndHow() {
        signsIn(ada, "/");

        AuditEntry bound = console.audited(workspace, "user.bound").getFirst();
        AuditEntry started = console.audited(workspace, "session.started").getFirst();
        assertThat(bound.subject()).isEqualTo(ada.id());
        assertThat(bound.detail()).containsEntry("issuer", provider.issuer());
        assertThat(started.actor()).isEqualTo(ada.id());
        assertThat(started.detail()).containsEntry("how", "provider");
        assertThat(started.origin()).startsWith("10.").endsWith("/24");
        assertThat(bound + " " + started).doesNotContain("@", "subject of");
    }

    @Test
    void keepsNoSubject() {
        signsIn(ada, "/");

        String rows =
                console.test()
                        .database()
                        .within(
                                workspace,
                                () ->
                                        console.test()
                                                .database()
                                                .sql()
                                                .sql(
                                                        """
                                                        SELECT row_to_json(u)::text || row_to_json(s)::text
                                                        FROM platform.user_account u
                                                        JOIN platform.sign_in_subject s USING (workspace_id, user_id)
                                                        WHERE workspace_id = :workspace
                                                        """)
                                                .param("workspace", workspace.value())
                                                .query((row, number) -> row.getString(1))
                                                .single());
        assertThat(rows).contains(provider.issuer()).doesNotContain("subject of");
    }

    @Test
    void knowsThemByTheSubjectFromThenOn() {
        signsIn(ada, "/");
        String before = browser.session();
        console.invite(workspace, Role.VIEWER);

        Browser later = elsewhere();
        provider.signsIn(
                subject(ada), Map.of("email", "another@acme.example", "email_verified", false));
        comeBack(later, "/");

        assertThat(later.get("/v1/session").at("/user/id").asString()).isEqualTo(ada.id());
        assertThat(later.session()).isNotEqualTo(before);
        assertThat(console.audited(workspace, "user.bound")).hasSize(1);
    }

    @Test
    void letsInWhoHasAPasswordToo() {
        User grace = console.makeUser(workspace, Role.VIEWER);

        signsIn(grace, "/");

        assertThat(browser.get("/v1/session").at("/user/id").asString()).isEqualTo(grace.id());
        elsewhere().signIn(grace.email());
    }

    @Test
    void findsTheAddressWithoutRegardToCase() {
        provider.signsIn(
                subject(ada),
                Map.of("email", ada.email().toUpperCase(Locale.ROOT), "email_verified", true));
        comeBack(browser, "/");

        assertThat(browser.get("/v1/session").at("/user/id").asString()).isEqualTo(ada.id());
    }

    @Test
    void endsTheInvitationOfWhoIsIn() {
        OneTimeLinks links = console.part(OneTimeLinks.class);
        String link = links.make(workspace, ada.id(), OneTimeLinks.Purpose.INVITATION);

        signsIn(ada, "/");

        assertThat(links.look(link)).isEmpty();
    }

    @Test
    void letsInvitedPeopleComeByTheirLinkAsWell() {
        String link =
                console.part(OneTimeLinks.class)
                        .make(workspace, ada.id(), OneTimeLinks.Purpose.INVITATION);

        browser.does(
                "POST", "/v1/links/" + link, "{\"password\":\"%s\"}".formatted(Browser.PASSWORD));

        assertThat(browser.get("/v1/session").at("/user/hasProvider").asBoolean()).isFalse();
    }

    @Test
    void letsInWhomNobodyInvitedFromADomainThatIsNamed() {
        String email = "New.Person%s@%s".formatted(ada.id(), MockProvider.LET_IN);
        provider.signsIn(
                "subject of " + email,
                Map.of("email", email, "email_verified", true, "name", "New Person"));

        comeBack(browser, "/");

        JsonNode session = browser.get("/v1/session");
        assertThat(session.at("/user/email").asString()).isEqualTo(email);
        assertThat(session.at("/user/name").asString()).isEqualTo("New Person");
        assertThat(session.at("/user/role").asString()).isEqualTo("viewer");
        WorkspaceId first = console.part(Workspaces.class).all().getFirst();
        assertThat(session.at("/workspace/id").asString()).isEqualTo(first.value());
        assertThat(console.audited(first, "user.let-in")).isNotEmpty();
    }

    @Test
    void bindsAnewWhoWasLetInAgain() {
        signsIn(ada, "/");
        users.deactivate(workspace, ada.id());
        users.inviteAgain(workspace, ada.id());

        provider.signsIn("another subject of " + ada.id(), verified(ada));
        comeBack(browser, "/");

        assertThat(browser.get("/v1/session").at("/user/id").asString()).isEqualTo(ada.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "/work\\..\\evil",
                "/work\r\nSet-Cookie: prox=evil",
                "javascript:alert(1)",
                "evil.example",
                "",
                "/sign-in?next=/work",
                "/v1/leads",
                "/ünder"
            })
    void comesBackToItsOwnPagesAlone(String next) {
        signsIn(ada, next);

        assertThat(browser.location()).isEqualTo("/");
    }

    @Test
    void asksWhoHasNoPasswordToSignInAnewBeforeSomeActs() {
        signsIn(ada, "/");
        String before = browser.session();
        browser.meets(403, "confirm-password", "POST", "/v1/users", invitation());

        String location = browser.does("POST", CONFIRM, NEXT).get("location").asString();
        assertThat(MockProvider.parameters(location))
                .containsEntry("prompt", "login")
                .containsEntry("max_age", "0");
        provider.signsIn(subject(ada), askedNow(ada, Duration.ZERO));
        browser.openFromElsewhere(provider.open(location));

        assertThat(browser.location()).isEqualTo("/settings/users");
        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(console.part(Sessions.class).find(before)).isEmpty();
        assertThat(console.part(Sessions.class).of(workspace, ada.id())).hasSize(1);
        browser.does("POST", "/v1/users", invitation());
        assertThat(console.audited(workspace, "session.confirmed")).hasSize(1);
    }

    @Test
    void isContentForAWhileWithWhoHasJustBeenAsked() {
        provider.signsIn(subject(ada), askedNow(ada, Duration.ofMinutes(14)));
        comeBack(browser, "/");

        browser.does("POST", "/v1/users", invitation());
        console.clock().advance(Duration.ofMinutes(1));
        browser.meets(403, "confirm-password", "POST", "/v1/users", invitation());
    }

    @Test
    void takesNoOldProofForAFreshOne() {
        signsIn(ada, "/");

        provider.signsIn(subject(ada), askedNow(ada, Duration.ofMinutes(2)));
        confirm("not-fresh");
        provider.signsIn(subject(ada), verified(ada));
        confirm("not-fresh");

        browser.meets(403, "confirm-password", "POST", "/v1/users", invitation());
    }

    @Test
    void takesNoProofOfAnotherPerson() {
        User grace = console.invite(workspace, Role.VIEWER);
        signsIn(grace, "/");
        signsIn(ada, "/");

        provider.signsIn(subject(grace), askedNow(grace, Duration.ZERO));
        confirm("another-person");

        browser.meets(403, "confirm-password", "POST", "/v1/users", invitation());
        assertThat(browser.get("/v1/session").at("/user/id").asString()).isEqualTo(ada.id());
    }

    @Test
    void confirmsNoSessionThatHasEnded() {
        signsIn(ada, "/");
        String location = browser.does("POST", CONFIRM, NEXT).get("location").asString();
        console.part(Sessions.class).endAll(workspace, ada.id());

        provider.signsIn(subject(ada), askedNow(ada, Duration.ZERO));
        browser.openFromElsewhere(provider.open(location));

        assertThat(browser.location()).startsWith("/sign-in?error=not-begun");
        browser.meets(401, "not-signed-in", "GET", "/v1/session", "");
    }

    private void confirm(String refusal) {
        String location = browser.does("POST", CONFIRM, NEXT).get("location").asString();
        browser.openFromElsewhere(provider.open(location));
        assertThat(browser.location())
                .isEqualTo("/sign-in?error=%s&next=%%2Fsettings%%2Fusers".formatted(refusal));
    }

    @Test
    void letsNobodySetAPasswordWithAStolenSessionAlone() {
        signsIn(ada, "/");

        browser.meets(
                403,
                "confirm-password",
                "PUT",
                "/v1/password",
                "{\"new\":\"%s\"}".formatted(Browser.PASSWORD));
        browser.meets(
                409, "conflict", "POST", "/v1/session/confirm", "{\"password\":\"anything\"}");
    }

    @Test
    void asksTheProviderNoMoreForWhoFailsTooOften() {
        for (int time = 0; time < 50; time++) {
            browser.ask("GET", BEGIN + "/callback?code=c&state=s", "");
            assertThat(browser.location()).isEqualTo("/sign-in?error=not-begun");
        }

        comeBack(browser, "/work");

        assertThat(browser.location()).isEqualTo("/sign-in?error=too-many");
        assertThat(browser.session()).isEmpty();
    }

    private void signsIn(User user, String next) {
        provider.signsIn(subject(user), verified(user));
        comeBack(browser, next);
    }

    private void comeBack(Browser with, String next) {
        with.ask("GET", BEGIN + "?next=" + URLEncoder.encode(next, UTF_8), "");
        with.openFromElsewhere(provider.open(with.location()));
    }

    private static String subject(User user) {
        return "subject of " + user.id();
    }

    private static Map<String, Object> verified(User user) {
        return Map.of("email", user.email(), "email_verified", true);
    }

    /// @param ago since the provider asked them
    private Map<String, Object> askedNow(User user, Duration ago) {
        return Map.of(
                "email",
                user.email(),
                "email_verified",
                true,
                "auth_time",
                console.clock().instant().minus(ago).getEpochSecond());
    }

    private String invitation() {
        return "{\"name\":\"Grace\",\"email\":\"grace%d@acme.example\",\"role\":\"viewer\"}"
                .formatted(random.nextInt(1_000_000_000));
    }
}
