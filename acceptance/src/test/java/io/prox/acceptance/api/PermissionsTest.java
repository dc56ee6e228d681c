package io.prox.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may do what, held against `permissions.csv`, which people read and agree to. Whoever adds an
/// endpoint adds its line there.
class PermissionsTest {
    private static final WholeSystem SYSTEM = WholeSystem.get();
    private static final WorkspaceId WORKSPACE =
            SYSTEM.part(Workspaces.class).make("Acme", false).id();
    private static final Map<Role, User> USERS = new EnumMap<>(Role.class);
    private static final Map<Role, User> WITH_PASSWORD = new EnumMap<>(Role.class);

    /// What is asked for again where a stolen session is not to be enough.
    private static final String PASSWORD = "password";

    static {
        for (Role role : Role.values()) {
            USERS.put(role, SYSTEM.makeUser(WORKSPACE, role.word(), role));
            WITH_PASSWORD.put(
                    role, SYSTEM.makeUserWithPassword(WORKSPACE, "old " + role.word(), role));
        }
    }

    static List<Endpoint> endpoints() {
        return SYSTEM.endpoints();
    }

    @Test
    void isAsWasAgreed() throws IOException {
        assertThat(SYSTEM.endpoints().stream().map(PermissionsTest::row))
                .containsExactlyElementsOf(agreed());
    }

    private static List<String> agreed() throws IOException {
        try (InputStream file = PermissionsTest.class.getResourceAsStream("permissions.csv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }

    private static String row(Endpoint endpoint) {
        String permission =
                endpoint.isOpen()
                        ? "open"
                        : endpoint.permissions().stream()
                                .map(Permission::word)
                                .collect(Collectors.joining(" "));
        String roles =
                endpoint.isOpen()
                        ? "everyone"
                        : Arrays.stream(Role.values())
                                .filter(
                                        role ->
                                                !endpoint.permissions().isEmpty()
                                                        && role.permissions()
                                                                .containsAll(
                                                                        endpoint.permissions()))
                                .map(Role::word)
                                .collect(Collectors.joining(" "));
        return String.join(
                ",",
                endpoint.method(),
                endpoint.pattern(),
                permission,
                roles,
                endpoint.asksAgain() ? PASSWORD : "");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void letsRolesInThatMay(Endpoint endpoint) throws IOException {
        Set<String> may = Set.of(agreed(endpoint)[3].split(" "));
        for (Map.Entry<Role, User> user : USERS.entrySet()) {
            WholeSystem.Answer answer = ask(endpoint, SYSTEM.session(WORKSPACE, user.getValue()));

            boolean mayThis = may.contains("everyone") || may.contains(user.getKey().word());
            assertThat(answer.says("not-allowed"))
                    .as("%s of %s: %s", endpoint, user.getKey(), answer)
                    .isEqualTo(!mayThis);
            assertThat(answer.status())
                    .as("%s of %s: %s", endpoint, user.getKey(), answer)
                    .isLessThan(500);
        }
    }

    private static String[] agreed(Endpoint endpoint) throws IOException {
        return agreed().stream()
                .map(line -> line.split(",", -1))
                .filter(row -> row[0].equals(endpoint.method()))
                .filter(row -> row[1].equals(endpoint.pattern()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void asksForThePasswordAgainWhereThatWasAgreed(Endpoint endpoint) throws IOException {
        if (endpoint.isOpen()) {
            return;
        }
        String[] row = agreed(endpoint);
        Role may = Role.of(row[3].split(" ", 2)[0]).orElseThrow();
        WholeSystem.Answer answer =
                ask(
                        endpoint,
                        SYSTEM.oldSession(
                                WORKSPACE, Objects.requireNonNull(WITH_PASSWORD.get(may))));

        assertThat(answer.says("confirm-password"))
                .as("%s: %s", endpoint, answer)
                .isEqualTo(row[4].equals(PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void asksStrangersWhoTheyAre(Endpoint endpoint) {
        WholeSystem.Answer answer = ask(endpoint);

        assertThat(answer.says("not-signed-in"))
                .as("%s: %s", endpoint, answer)
                .isEqualTo(!endpoint.isOpen());
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void letsAKeyInByItsPermissionsAlone(Endpoint endpoint) {
        if (endpoint.isOpen()) {
            return;
        }
        Set<Permission> needed = EnumSet.copyOf(endpoint.permissions());
        for (Permission missing : needed) {
            Set<Permission> others = EnumSet.complementOf(EnumSet.of(missing));
            assertThat(ask(endpoint, SYSTEM.key(WORKSPACE, others)).says("not-allowed"))
                    .as("%s without %s", endpoint, missing)
                    .isTrue();
        }
        if (!needed.contains(Permission.SELF)) {
            assertThat(ask(endpoint, SYSTEM.key(WORKSPACE, needed)).status())
                    .as(endpoint.name())
                    .isNotIn(401, 403);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void takesNoFieldThatItDoesNotKnow(Endpoint endpoint) {
        if (endpoint.body().isEmpty()) {
            return;
        }
        String known = Bodies.filled(endpoint.body().get(), "x");
        User administrator = Objects.requireNonNull(USERS.get(Role.ADMINISTRATOR));

        WholeSystem.Answer answer =
                SYSTEM.ask(
                        endpoint.method(),
                        endpoint.path("x"),
                        known.substring(0, known.length() - 1)
                                + (known.equals("{}") ? "" : ",")
                                + "\"isAdministrator\":true}",
                        SYSTEM.session(WORKSPACE, administrator));

        assertThat(answer.status()).as("%s: %s", endpoint, answer).isEqualTo(400);
        assertThat(answer.body()).contains("\"#/isAdministrator\"", "is not known here");
    }

    /// Whatever a text is, it is the caller's trouble and not ours.
    @ParameterizedTest
    @MethodSource("endpoints")
    void failsOnNoText(Endpoint endpoint) {
        User administrator = Objects.requireNonNull(USERS.get(Role.ADMINISTRATOR));
        for (String text : List.of("\\u0000", "\\ud800", "\\u202e", "", "x".repeat(8_000))) {
            for (String parameter : endpoint.textParameters()) {
                String value = text.isEmpty() ? "" : text.length() > 6 ? text : "%00";
                assertWell(
                        endpoint,
                        endpoint.path("x") + "?" + parameter + "=" + value,
                        "",
                        administrator);
            }
            if (endpoint.body().isPresent()) {
                assertWell(
                        endpoint,
                        endpoint.path("x"),
                        Bodies.filled(endpoint.body().get(), text),
                        administrator);
            }
        }
        assertWell(endpoint, endpoint.path("%01"), "", administrator);
    }

    private static void assertWell(Endpoint endpoint, String path, String body, User user) {
        WholeSystem.Answer answer =
                SYSTEM.ask(endpoint.method(), path, body, SYSTEM.session(WORKSPACE, user));

        assertThat(answer.status()).as("%s %s: %s", endpoint, body, answer).isLessThan(500);
    }

    private static WholeSystem.Answer ask(Endpoint endpoint, String... headers) {
        String body = endpoint.body().isPresent() ? "{}" : "";
        return SYSTEM.ask(endpoint.method(), endpoint.path("x"), body, headers);
    }
}
