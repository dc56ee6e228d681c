package io.prox.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.console.ConsoleConfiguration;
import io.prox.console.provider.ProviderProperties;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A provider that is away, or not the one that was set up: ProX starts, says what is wrong, and
/// lets people in by their passwords.
class ProviderTroubleTest {
    private static final MockProvider PROVIDER =
            new MockProvider(Instant.parse("2026-03-02T09:00:00Z"));
    private static final String METADATA =
            """
            {"issuer":"ISSUER","authorization_endpoint":"ISSUER/authorize",
             "token_endpoint":"ISSUER/token","jwks_uri":"ISSUER/jwks",
             "subject_types_supported":["public"],"response_types_supported":["code"],
             "id_token_signing_alg_values_supported":["RS256"]}
            """
                    .replace("ISSUER", PROVIDER.issuer());

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    private Browser browser;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        Map<String, Object> settings = new HashMap<>(test.settings(folder.resolve("master.key")));
        settings.putAll(PROVIDER.settings());
        process =
                ServiceProcess.start(
                        List.of(ConsoleConfiguration.class, ConsoleProcess.SetClock.class),
                        settings);
    }

    @AfterAll
    static void stop() {
        process.close();
        test.close();
    }

    @BeforeEach
    void waitUntilItIsAskedAgain() {
        browser = new Browser(process.port());
        ((MutableClock) process.part(Clock.class)).advance(Duration.ofHours(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    RS256        | HS256                                   | unsuitable
                    "issuer":"   | "issuer":"https://evil.example/         | other-issuer
                    /acme","auth | /acme/","auth                           | other-issuer
                    "jwks_uri"   | "nothing"                               | unsuitable
                    "token_endpoint":"http: | "token_endpoint":"ftp:       | unsuitable
                    http://127.0.0.1:PORT/acme/jwks | http://10.0.0.1/jwks | unsuitable
                    "subject     | "code_challenge_methods_supported":["plain"],"subject | unsuitable
                    {            | <                                       | unsuitable
                    """)
    void saysWhatIsWrong(String part, String instead, String why) {
        String port = String.valueOf(URI.create(PROVIDER.issuer()).getPort());
        String metadata = METADATA.replace(part.replace("PORT", port), instead);
        assertThat(metadata).isNotEqualTo(METADATA);
        PROVIDER.answers(200, metadata, "Content-Type", "application/json");

        browser.ask("GET", "/v1/sign-in/provider?next=/work", "");

        assertThat(browser.location()).isEqualTo("/sign-in?error=" + why + "&next=%2Fwork");
        assertThat(browser.cookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 503})
    void saysThatItDoesNotAnswer(int status) {
        PROVIDER.answers(status, "", "Location", PROVIDER.issuer() + "/jwks");

        browser.ask("GET", "/v1/sign-in/provider", "");

        assertThat(browser.location()).isEqualTo("/sign-in?error=unreachable");
    }

    @Test
    void asksItNotAgainAtOnce() {
        PROVIDER.answers(503, "");

        browser.ask("GET", "/v1/sign-in/provider", "");
        browser.ask("GET", "/v1/sign-in/provider", "");

        assertThat(browser.location()).isEqualTo("/sign-in?error=unreachable");
        waitUntilItIsAskedAgain();
        browser.ask("GET", "/v1/sign-in/provider", "");
        assertThat(browser.location()).startsWith(PROVIDER.issuer());
    }

    @Test
    void letsPeopleInByTheirPasswordsMeanwhile() {
        WorkspaceId workspace = process.part(Workspaces.class).make("Acme", false).id();
        Users users = process.part(Users.class);
        User ada = users.invite(workspace, "Ada", "ada@acme.example", Role.VIEWER).orElseThrow();
        users.setPassword(workspace, ada.id(), Browser.PASSWORD);
        PROVIDER.answers(503, "");
        browser.ask("GET", "/v1/sign-in/provider", "");
        assertThat(browser.location()).isEqualTo("/sign-in?error=unreachable");

        browser.signIn(ada.email());

        assertThat(browser.get("/v1/session").at("/user/id").asString()).isEqualTo(ada.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.com",
                "ftp://login.example.com",
                "https://login.example.com?tenant=1",
                "https://login.example.com#x",
                "https://user@login.example.com",
                "https:///nowhere",
                "login.example.com"
            })
    void refusesAnIssuerThatNoneCanBe(String issuer) {
        assertThatThrownBy(() -> properties(issuer, "prox", "openid"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prox.console.provider.issuer", issuer);
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> properties("https://login.example.com", " ", "openid"))
                .hasMessageContaining("prox.console.provider.client-id");
        assertThatThrownBy(() -> properties("https://login.example.com", "prox", "email"))
                .hasMessageContaining("prox.console.provider.scopes");
        assertThat(properties("http://[::1]:9000/acme", "prox", "openid").issuer()).isPresent();
    }

    private static ProviderProperties properties(String issuer, String client, String scopes) {
        return new ProviderProperties(
                Optional.of(URI.create(issuer)),
                client,
                Optional.empty(),
                "Acme ID",
                scopes,
                new ProviderProperties.Uninvited(List.of(), Role.VIEWER));
    }
}
