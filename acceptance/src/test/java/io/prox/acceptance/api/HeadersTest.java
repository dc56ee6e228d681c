package io.prox.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Workspaces;
import io.prox.platform.web.ContentPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Whatever the server answers, it tells the browser what may not be done with it.
class HeadersTest {
    private static final WholeSystem SYSTEM = WholeSystem.get();
    private static final WorkspaceId WORKSPACE =
            SYSTEM.part(Workspaces.class).make("Headers", false).id();
    private static final User ADMINISTRATOR =
            SYSTEM.makeUser(WORKSPACE, "headers", Role.ADMINISTRATOR);
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

    static List<Endpoint> endpoints() {
        return SYSTEM.endpoints();
    }

    /// Pages among them; strangers are refused by most, and the administrator by some.
    @ParameterizedTest
    @MethodSource("endpoints")
    void guardEveryAnswer(Endpoint endpoint) {
        String body = endpoint.body().isPresent() ? "{}" : "";

        assertGuarded(SYSTEM.ask(endpoint.method(), endpoint.path("x"), body));
        assertGuarded(SYSTEM.ask(endpoint.method(), endpoint.path("x"), body, session()));
    }

    @Test
    void guardWhatAPageLoads() {
        List<String> assets =
                ASSET.matcher(SYSTEM.ask("GET", "/", "").body())
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(assets).anyMatch(path -> path.endsWith(".js"));
        for (String path : assets) {
            assertPublic(SYSTEM.ask("GET", path, ""));
        }
        assertPublic(SYSTEM.ask("GET", "/theme.js", ""));
        assertPublic(SYSTEM.ask("GET", "/favicon.svg", ""));
        assertGuarded(SYSTEM.ask("GET", "/assets/nothing.js", ""));
    }

    @Test
    void guardADownload() {
        WholeSystem.Answer export = SYSTEM.ask("GET", "/v1/work/export.csv", "", session());
        assertThat(export.status()).as(export.body()).isEqualTo(200);
        assertDownload(export);

        WholeSystem.Answer brought =
                SYSTEM.upload(
                        "/v1/imports?file=headers.csv&source=headers",
                        "email,Note\nno address,x\n",
                        session());
        String id = JsonMapper.shared().readTree(brought.body()).get("id").asString();
        WholeSystem.Answer refused =
                SYSTEM.ask("GET", "/v1/imports/" + id + "/refused.csv", "", session());
        assertThat(refused.status()).as(refused.body()).isEqualTo(200);
        assertDownload(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, , 404",
        "GET, /nothing, , 404",
        "PUT, /v1/leads, {}, 405",
        "TRACE, /v1/leads, , 400",
        "POST, /v1/leads, {, 400",
        "GET, /assets/%2e%2e/index.html, , 400",
        "GET, /v1/leads/%00, , 400",
        "GET, /v1/leads;a=b, , 400",
    })
    void guardARefusal(String method, String path, String body, int status) {
        WholeSystem.Answer answer = SYSTEM.ask(method, path, body == null ? "" : body, session());

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertGuarded(answer);
    }

    @Test
    void guardThePageOfAnUnknownAddress() {
        WholeSystem.Answer answer =
                SYSTEM.ask("GET", "/nothing", "", "Accept", "text/html,application/xhtml+xml");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("<div id=\"root\">");
        assertGuarded(answer);
    }

    /// What the server itself refuses, before anything of ProX hears of it.
    @ParameterizedTest
    @ValueSource(strings = {"/work?q=%s", "/v1/leads?q=%s"})
    void guardWhatIsTooLongToBeRead(String path) {
        WholeSystem.Answer answer = SYSTEM.ask("GET", path.formatted("x".repeat(20_000)), "");

        assertThat(answer.status()).as(answer.body()).isIn(414, 431);
        assertGuarded(answer);
    }

    private static String[] session() {
        return SYSTEM.session(WORKSPACE, ADMINISTRATOR);
    }

    private static void assertDownload(WholeSystem.Answer answer) {
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment; filename=\"");
        assertThat(header(answer, "Content-Type")).startsWith("text/csv");
        assertGuarded(answer);
    }

    /// What may hold personal data, and is kept by no browser and no proxy.
    private static void assertGuarded(WholeSystem.Answer answer) {
        assertBrowserIsBound(answer);
        assertThat(header(answer, "Cache-Control")).as(answer.toString()).contains("no-store");
    }

    /// What is the same for everyone.
    private static void assertPublic(WholeSystem.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertBrowserIsBound(answer);
        assertThat(header(answer, "Cache-Control")).contains("public");
    }

    private static void assertBrowserIsBound(WholeSystem.Answer answer) {
        String policy = header(answer, ContentPolicy.HEADER);
        Map<String, String> rules =
                Arrays.stream(policy.split(";"))
                        .map(rule -> rule.strip().split(" ", 2))
                        .collect(Collectors.toMap(rule -> rule[0], rule -> rule[1]));
        assertThat(rules)
                .as(policy)
                .containsEntry("default-src", "'none'")
                .containsEntry("base-uri", "'none'")
                .containsEntry("frame-ancestors", "'none'")
                .containsEntry("require-trusted-types-for", "'script'");
        // a report runs the one script that stands in it, and asks nobody anything
        assertThat(rules.get("script-src"))
                .as(policy)
                .matches("'self'|'sha256-[A-Za-z0-9+/]{43}='");
        assertThat(rules.getOrDefault("connect-src", "'none'")).isIn("'self'", "'none'");
        assertThat(rules.get("form-action")).as(policy).isIn("'self'", "'none'");
        assertThat(policy).doesNotContain("unsafe", "*", "http:", "https:");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers().allValues("Server")).isEmpty();
    }

    /// The one value: a browser passes over some headers that are there twice.
    private static String header(WholeSystem.Answer answer, String name) {
        List<String> values = answer.headers().allValues(name);
        assertThat(values).as("%s of %s", name, answer).hasSize(1);
        return values.getFirst();
    }
}
