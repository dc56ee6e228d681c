package io.prox.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.audit.AuditEntry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Users, keys, settings and the audit log over HTTP.
class AdministrationTest {
    private final ConsoleProcess console = ConsoleProcess.get();
    private final Browser browser = console.browser();
    private final WorkspaceId workspace;
    private final User admin;

    AdministrationTest() {
        this.workspace = console.makeWorkspace();
        this.admin = console.makeUser(workspace, Role.ADMINISTRATOR);
    }

    @BeforeEach
    void signIn() {
        browser.signIn(admin.email());
    }

    @Test
    void invitesAUser() {
        JsonNode invited =
                browser.does(
                        "POST",
                        "/v1/users",
                        "{\"name\":\" Grace \",\"email\":\"%s\",\"role\":\"operations\"}"
                                .formatted(address("grace")));

        assertThat(invited.at("/user/name").asString()).isEqualTo("Grace");
        assertThat(invited.at("/user/status").asString()).isEqualTo("invited");
        String link = invited.get("link").asString();
        assertThat(link).startsWith("/sign-in/link/" + workspace.value() + ".");
        Browser grace = console.browser();
        grace.does(
                "POST",
                "/v1/links/" + link.substring("/sign-in/link/".length()),
                "{\"password\":\"%s\"}".formatted(Browser.PASSWORD));
        assertThat(grace.get("/v1/session").at("/user/role").asString()).isEqualTo("operations");
        assertThat(browser.get("/v1/users").get("users")).hasSize(2);
        assertThat(console.audited(workspace, "user.invited"))
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.actor()).isEqualTo(admin.id());
                            assertThat(entry.subject())
                                    .isEqualTo(invited.at("/user/id").asString());
                            assertThat(entry.origin()).isEqualTo("127.0.0.0/24");
                        });
    }

    @Test
    void saysAllThatIsWrongWithAnInvitation() {
        browser.meets(
                400,
                "invalid-request",
                "POST",
                "/v1/users",
                "{\"name\":\"\",\"email\":\"nobody\",\"role\":\"king\"}");

        assertThat(browser.last().body()).contains("#/name", "#/email", "#/role", "viewer");
    }

    @Test
    void givesAnAddressToOneUser() {
        browser.meets(
                409,
                "conflict",
                "POST",
                "/v1/users",
                "{\"name\":\"Twin\",\"email\":\"%s\",\"role\":\"viewer\"}"
                        .formatted(admin.email()));
    }

    @Test
    void changesARoleAtOnce() {
        User grace = console.makeUser(workspace, Role.VIEWER);
        Browser theirs = console.browser();
        theirs.signIn(grace.email());
        theirs.meets(403, "not-allowed", "GET", "/v1/users", "");

        browser.does("PATCH", "/v1/users/" + grace.id(), "{\"role\":\"operations\"}");

        theirs.does("GET", "/v1/users", "");
        assertThat(console.audited(workspace, "user.role-changed").getFirst().detail())
                .containsEntry("from", "viewer")
                .containsEntry("to", "operations");
    }

    @Test
    void keepsTheLastAdministrator() {
        browser.meets(409, "conflict", "PATCH", "/v1/users/" + admin.id(), "{\"role\":\"viewer\"}");
        User other = console.makeUser(workspace, Role.ADMINISTRATOR);
        browser.does("PATCH", "/v1/users/" + admin.id(), "{\"role\":\"viewer\"}");

        assertThat(console.part(Users.class).find(workspace, other.id()).orElseThrow().role())
                .isEqualTo(Role.ADMINISTRATOR);
    }

    @Test
    void letsAUserGoAndComeBack() {
        User grace = console.makeUser(workspace, Role.ADMINISTRATOR);
        Browser theirs = console.browser();
        theirs.signIn(grace.email());
        theirs.does("POST", "/v1/keys", "{\"name\":\"Hers\",\"permissions\":[\"leads:read\"]}");

        JsonNode answer = browser.does("POST", "/v1/users/" + grace.id() + "/deactivate", "");

        assertThat(answer.at("/user/status").asString()).isEqualTo("deactivated");
        assertThat(answer.at("/keys/0/name").asString()).isEqualTo("Hers");
        theirs.meets(401, "not-signed-in", "GET", "/v1/session", "");
        theirs.meets(
                401,
                "sign-in-failed",
                "POST",
                "/v1/session",
                Browser.signInBody(grace.email(), Browser.PASSWORD));
        browser.meets(409, "conflict", "POST", "/v1/users/" + grace.id() + "/reset", "");

        JsonNode again = browser.does("POST", "/v1/users/" + grace.id() + "/reactivate", "");

        theirs.does(
                "POST",
                "/v1/links/" + again.get("link").asString().substring("/sign-in/link/".length()),
                "{\"password\":\"%s\"}".formatted(Browser.PASSWORD));
        theirs.does("GET", "/v1/session", "");
    }

    @Test
    void handsOverToActiveUsersAlone() {
        User grace = console.makeUser(workspace, Role.REPRESENTATIVE);
        String path = "/v1/users/" + grace.id() + "/deactivate";
        User foreign = console.makeUser(console.makeWorkspace(), Role.REPRESENTATIVE);

        browser.meets(400, "invalid-request", "POST", path, reassign(foreign.id()));
        browser.meets(400, "invalid-request", "POST", path, reassign(grace.id()));
        assertThat(console.departures()).noneMatch(left -> left.startsWith(grace.id()));
        browser.does("POST", path, reassign(admin.id()));
        assertThat(console.departures()).contains(grace.id() + " " + admin.id());
        browser.meets(409, "conflict", "POST", "/v1/users/" + admin.id() + "/deactivate", "{}");
    }

    private static String reassign(String user) {
        return "{\"reassignTo\":\"%s\"}".formatted(user);
    }

    @Test
    void resetsAPassword() {
        User grace = console.makeUser(workspace, Role.VIEWER);

        JsonNode first = browser.does("POST", "/v1/users/" + grace.id() + "/reset", "");
        JsonNode second = browser.does("POST", "/v1/users/" + grace.id() + "/reset", "");

        Browser theirs = console.browser();
        theirs.meets(404, "not-found", "GET", secret(first), "");
        assertThat(theirs.get(secret(second)).get("purpose").asString())
                .isEqualTo("password-reset");
    }

    private static String secret(JsonNode answer) {
        return answer.get("link").asString().replace("/sign-in/link/", "/v1/links/");
    }

    @Test
    void namesColleaguesWhoMayOwnLeads() {
        User rep = console.makeUser(workspace, Role.REPRESENTATIVE);
        console.makeUser(workspace, Role.VIEWER);
        Browser viewer = console.signedIn(workspace, Role.VIEWER);

        JsonNode colleagues = viewer.get("/v1/colleagues").get("colleagues");

        assertThat(colleagues.valueStream().map(person -> person.get("id").asString()))
                .containsExactlyInAnyOrder(admin.id(), rep.id());
        assertThat(colleagues.toString()).doesNotContain("@");
    }

    @Test
    void makesAKeyThatIsShownOnce() {
        JsonNode made =
                browser.does(
                        "POST",
                        "/v1/keys",
                        """
                        {"name":"Shop","permissions":["leads:write","keys:read"],
                         "expiresAt":"%s"}
                        """
                                .formatted(console.clock().instant().plus(Duration.ofDays(30))));
        String secret = made.get("secret").asString();

        HttpAnswer keys = byKey(secret, "GET", "/v1/keys", "");

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.body())
                .contains("\"lastFour\":\"" + secret.substring(secret.length() - 4) + "\"")
                .contains("\"createdByName\":\"A Person\"")
                .doesNotContain(secret);
        assertThat(byKey(secret, "GET", "/v1/users", "").status()).isEqualTo(403);
        assertThat(byKey(secret, "GET", "/v1/session", "").status()).isEqualTo(403);
        browser.does("DELETE", "/v1/keys/" + made.at("/key/id").asString(), "");
        assertThat(byKey(secret, "GET", "/v1/keys", "").status()).isEqualTo(401);
        assertThat(console.audited(workspace, "key"))
                .extracting(AuditEntry::action)
                .containsExactly("key.revoked", "key.made");
    }

    @Test
    void givesAKeyNothingThatItsMakerDoesNotHave() {
        String maker =
                browser.does(
                                "POST",
                                "/v1/keys",
                                "{\"name\":\"Maker\",\"permissions\":[\"keys:write\",\"leads:read\"]}")
                        .get("secret")
                        .asString();

        HttpAnswer refused =
                byKey(
                        maker,
                        "POST",
                        "/v1/keys",
                        """
                        {"name":"More","permissions":["leads:read","users:write","self","sing"],
                         "expiresAt":"2020-01-01T00:00:00Z"}
                        """);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains("#/permissions/1", "not yours", "#/permissions/2", "for users alone")
                .contains("#/permissions/3", "no permission", "#/expiresAt", "is past")
                .doesNotContain("#/permissions/0");
    }

    private HttpAnswer byKey(String secret, String method, String path, String body) {
        return HttpAnswer.to(
                console.port(),
                method,
                path,
                body,
                "Authorization",
                "Bearer " + secret,
                "Content-Type",
                "application/json");
    }

    @Test
    void changesTheSettingsThatAreGiven() {
        JsonNode before = browser.get("/v1/workspace");
        assertThat(before.at("/thresholds/a").asInt()).isEqualTo(80);
        assertThat(before.at("/thresholds/c").asInt()).isEqualTo(20);
        assertThat(before.get("horizonDays").asInt()).isEqualTo(90);

        JsonNode after =
                browser.does(
                        "PATCH",
                        "/v1/workspace",
                        "{\"thresholds\":{\"a\":90,\"b\":60,\"c\":30},\"currency\":\"usd\"}");

        assertThat(after.get("name").asString()).isEqualTo("Acme");
        assertThat(after.at("/thresholds/b").asInt()).isEqualTo(60);
        assertThat(after.get("currency").asString()).isEqualTo("USD");
        assertThat(console.audited(workspace, "workspace.changed").getFirst().detail())
                .containsEntry("thresholds", "80/50/20 -> 90/60/30")
                .containsEntry("currency", "EUR -> USD")
                .hasSize(2);
    }

    @Test
    void changesNoSettingsThatSomebodyElseHasChangedMeanwhile() {
        String settings = "{\"currency\":\"USD\"}";
        browser.get("/v1/workspace");
        String seen = browser.last().headers().firstValue("ETag").orElseThrow();
        browser.does("PATCH", "/v1/workspace", "{\"name\":\"Acme & Sons\"}");

        HttpAnswer stale = patched(settings, seen);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("/problems/conflict\"", "meanwhile");
        JsonNode now = browser.get("/v1/workspace");
        assertThat(now.get("currency").asString()).isEqualTo("EUR");
        assertThat(now.get("version").asLong()).isEqualTo(2);

        HttpAnswer fresh = patched(settings, "\"2\"");
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.body()).contains("Acme & Sons", "USD", "\"version\":3");
        assertThat(patched(settings, "two").status()).isEqualTo(400);
    }

    private HttpAnswer patched(String settings, String match) {
        return HttpAnswer.to(
                console.port(),
                "PATCH",
                "/v1/workspace",
                settings,
                "Cookie",
                "prox=" + browser.session(),
                "X-Prox-Page",
                "1",
                "Content-Type",
                "application/json",
                "If-Match",
                match);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        browser.meets(
                400,
                "invalid-request",
                "PATCH",
                "/v1/workspace",
                "{\"name\":\" \",\"thresholds\":{\"a\":50,\"b\":60,\"c\":30},\"currency\":\"gold\"}");

        assertThat(browser.last().body()).contains("#/name", "#/thresholds", "#/currency");
        assertThat(browser.get("/v1/workspace").at("/thresholds/a").asInt()).isEqualTo(80);
    }

    @Test
    void showsTheAuditLogPageByPage() {
        for (int turn = 0; turn < 3; turn++) {
            browser.does("PATCH", "/v1/workspace", "{\"name\":\"Acme %d\"}".formatted(turn));
        }

        JsonNode first = browser.get("/v1/audit?limit=2&action=workspace");
        JsonNode second =
                browser.get(
                        "/v1/audit?limit=2&action=workspace&after=" + first.get("next").asString());

        assertThat(first.get("entries")).hasSize(2);
        assertThat(first.at("/entries/0/actorName").asString()).isEqualTo("A Person");
        assertThat(second.get("entries")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(first.get("intact").asBoolean()).isTrue();
        assertThat(first.has("firstBroken")).isFalse();
    }

    @Test
    void saysWhereTheAuditLogWasTamperedWith() {
        console.test()
                .asSuperuser(
                        """
                        ALTER TABLE platform.audit_entry DISABLE TRIGGER append_only;
                        UPDATE platform.audit_entry SET actor = 'user_x'
                            WHERE workspace_id = '%s' AND number = 1;
                        ALTER TABLE platform.audit_entry ENABLE TRIGGER append_only;
                        """
                                .formatted(workspace.value()));

        JsonNode audit = browser.get("/v1/audit");

        assertThat(audit.get("intact").asBoolean()).isFalse();
        assertThat(audit.get("firstBroken").asLong()).isEqualTo(1);
    }

    private String address(String name) {
        return name + "@" + workspace.value().replace("_", "-") + ".example";
    }
}
