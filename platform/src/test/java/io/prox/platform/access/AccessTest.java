package io.prox.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.MasterKey;
import io.prox.platform.sealing.Sealing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users, sessions, keys and links on a real database, with a clock that the test sets.
class AccessTest {
    private static final String EMAIL = "Ada@Example.com";
    private static final String PASSWORD = "correct horse battery";

    private static final String ISSUER = "https://login.example.com";

    @TempDir private Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final SecureRandom chance = new SecureRandom();
    private TestDatabase test;
    private Users users;
    private Sessions sessions;
    private ApiKeys keys;
    private OneTimeLinks links;
    private WorkspaceId workspace;
    private WorkspaceId other;
    private User ada;

    @BeforeEach
    void start() {
        test = new TestDatabase();
        Database database = test.database();
        var identifiers = new Identifiers(clock, chance);
        var sealing =
                new Sealing(
                        database,
                        MasterKey.readOrMake(folder.resolve("master.key")),
                        chance,
                        clock);
        users = new Users(database, sealing, identifiers, clock);
        sessions = new Sessions(database, identifiers, chance, clock);
        keys = new ApiKeys(database, identifiers, chance, clock);
        links = new OneTimeLinks(database, chance, clock);
        var workspaces = new Workspaces(database, sealing, identifiers, clock);
        workspace = workspaces.make("Acme", false).id();
        other = workspaces.make("Other", true).id();
        assertThat(workspaces.all()).containsExactlyInAnyOrder(workspace, other);
        ada = users.invite(workspace, "Ada", EMAIL, Role.OPERATIONS).orElseThrow();
        users.setPassword(workspace, ada.id(), PASSWORD);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void letsInWhoKnowsThePassword() {
        Optional<Users.Holder> holder = users.prove("ada@example.com ", PASSWORD);

        assertThat(holder).contains(new Users.Holder(workspace, ada.id()));
        assertThat(users.find(workspace, ada.id()))
                .hasValueSatisfying(
                        user -> {
                            assertThat(user.status()).isEqualTo(User.Status.ACTIVE);
                            assertThat(user.name()).isEqualTo("Ada");
                            assertThat(user.email()).isEqualTo(EMAIL);
                        });
    }

    @Test
    void letsNobodyElseIn() {
        assertThat(users.prove(EMAIL, "wrong")).isEmpty();
        assertThat(users.prove("eve@example.com", PASSWORD)).isEmpty();

        users.deactivate(workspace, ada.id());

        assertThat(users.prove(EMAIL, PASSWORD)).isEmpty();
        assertThat(users.setPassword(workspace, ada.id(), "another one")).isFalse();
    }

    @Test
    void givesAnAddressToOneUserOfOneWorkspace() {
        assertThat(users.invite(workspace, "Twin", "ADA@example.com", Role.VIEWER)).isEmpty();
        assertThat(users.invite(other, "Twin", EMAIL, Role.VIEWER)).isEmpty();
    }

    @Test
    void showsNoUserOfAnotherWorkspace() {
        assertThat(users.find(other, ada.id())).isEmpty();
        assertThat(users.all(other)).isEmpty();
    }

    @Test
    void findsWhomAProviderMeans() {
        var holder = new Users.Holder(workspace, ada.id());

        assertThat(users.bind(holder, ISSUER, "1")).isTrue();

        assertThat(users.holder(ISSUER, "1")).contains(holder);
        assertThat(users.holder("https://another.example", "1")).isEmpty();
        assertThat(users.holder(ISSUER, "2")).isEmpty();
        assertThat(users.find(workspace, ada.id()))
                .hasValueSatisfying(
                        user -> {
                            assertThat(user.status()).isEqualTo(User.Status.ACTIVE);
                            assertThat(user.canSignIn(Optional.of(ISSUER))).isTrue();
                        });
    }

    @Test
    void bindsAUserToOneSubjectAndASubjectToOneUser() {
        var holder = new Users.Holder(workspace, ada.id());
        User eve = users.invite(other, "Eve", "eve@example.com", Role.ADMINISTRATOR).orElseThrow();
        assertThat(users.bind(holder, ISSUER, "1")).isTrue();

        assertThat(users.bind(holder, ISSUER, "2")).isFalse();
        assertThat(users.bind(new Users.Holder(other, eve.id()), ISSUER, "1")).isFalse();
        assertThat(users.holder(ISSUER, "1")).contains(holder);
    }

    @Test
    void loosensTheBondOfWhoIsLetInAgain() {
        var holder = new Users.Holder(workspace, ada.id());
        assertThat(users.bind(holder, ISSUER, "1")).isTrue();

        users.deactivate(workspace, ada.id());
        assertThat(users.holder(ISSUER, "1")).contains(holder);
        users.inviteAgain(workspace, ada.id());

        assertThat(users.holder(ISSUER, "1")).isEmpty();
        assertThat(users.bind(holder, ISSUER, "2")).isTrue();
    }

    @Test
    void countsAProofFromWhenItWasGiven() {
        assertThat(users.bind(new Users.Holder(workspace, ada.id()), ISSUER, "1")).isTrue();
        Instant proven = clock.instant().minus(Sessions.CONFIRMED).plusSeconds(1);

        String cookie = sessions.start(workspace, ada.id(), "Firefox", proven);
        String another = sessions.start(workspace, ada.id(), "Firefox", Instant.EPOCH);

        assertThat(sessions.find(cookie)).get().matches(Caller::confirmed);
        assertThat(sessions.find(another)).get().matches(caller -> !caller.confirmed());
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.find(cookie)).get().matches(caller -> !caller.confirmed());
    }

    @Test
    void findsTheCallerOfASession() {
        String cookie = sessions.start(workspace, ada.id(), "Firefox");

        assertThat(sessions.find(cookie))
                .hasValueSatisfying(
                        caller -> {
                            assertThat(caller.workspace()).isEqualTo(workspace);
                            assertThat(caller.id()).isEqualTo(ada.id());
                            assertThat(caller.isUser()).isTrue();
                            assertThat(caller.may(Permission.IMPORTS_WRITE)).isTrue();
                            assertThat(caller.may(Permission.USERS_WRITE)).isFalse();
                        });
    }

    @Test
    void findsNobodyByACookieOfAnotherWorkspaceOrSecret() {
        String cookie = sessions.start(workspace, ada.id(), "Firefox");
        String secret = cookie.substring(cookie.indexOf('.'));

        assertThat(sessions.find(other.value() + secret)).isEmpty();
        assertThat(sessions.find(cookie + "x")).isEmpty();
        assertThat(sessions.find("")).isEmpty();
        assertThat(sessions.find("ws_.x")).isEmpty();
        assertThat(sessions.find("x".repeat(10_000))).isEmpty();
    }

    @Test
    void endsASessionThatIsIdle() {
        String cookie = sessions.start(workspace, ada.id(), "Firefox");

        clock.advance(Sessions.IDLE.minusMinutes(1));
        assertThat(sessions.find(cookie)).isPresent();
        clock.advance(Sessions.IDLE.minusMinutes(1));
        assertThat(sessions.find(cookie)).isPresent();
        clock.advance(Sessions.IDLE.plusSeconds(1));

        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void tellsWhichSessionsAreAliveWithoutUsingThem() {
        assertThat(sessions.start(workspace, ada.id(), "Firefox")).isNotEmpty();
        String id = sessions.of(workspace, ada.id()).getFirst().id();

        clock.advance(Sessions.IDLE.minusMinutes(1));
        assertThat(sessions.alive(workspace, List.of(id, "session_0"))).containsExactly(id);
        clock.advance(Duration.ofMinutes(2));

        assertThat(sessions.alive(workspace, List.of(id))).isEmpty();
    }

    @Test
    void endsASessionAfterItsLongestTime() {
        String cookie = sessions.start(workspace, ada.id(), "Firefox");
        for (Duration passed = Duration.ZERO;
                passed.compareTo(Sessions.LONGEST) < 0;
                passed = passed.plusMinutes(20)) {
            assertThat(sessions.find(cookie)).isPresent();
            clock.advance(Duration.ofMinutes(20));
        }

        assertThat(sessions.find(cookie)).isEmpty();
    }

    @Test
    void endsSessionsOnRequestAndWithTheirUser() {
        String one = sessions.start(workspace, ada.id(), "Firefox");
        String two = sessions.start(workspace, ada.id(), "Phone");
        String phone =
                sessions.of(workspace, ada.id()).stream()
                        .filter(session -> session.client().equals("Phone"))
                        .findFirst()
                        .orElseThrow()
                        .id();

        assertThat(sessions.end(workspace, ada.id(), phone)).isTrue();
        assertThat(sessions.find(two)).isEmpty();
        assertThat(sessions.find(one)).isPresent();
        users.deactivate(workspace, ada.id());
        assertThat(sessions.find(one)).isEmpty();
    }

    @Test
    void givesAKeyItsOwnPermissions() {
        ApiKeys.Made made =
                keys.make(
                        workspace,
                        "Web shop",
                        EnumSet.of(Permission.LEADS_WRITE),
                        ada.id(),
                        Duration.ofDays(30));

        assertThat(made.secret()).startsWith("prox_" + workspace.value() + ".");
        assertThat(made.toString()).doesNotContain(made.secret());
        assertThat(keys.find(made.secret()))
                .hasValueSatisfying(
                        caller -> {
                            assertThat(caller.may(Permission.LEADS_WRITE)).isTrue();
                            assertThat(caller.may(Permission.LEADS_READ)).isFalse();
                            assertThat(caller.isUser()).isFalse();
                        });
        assertThat(keys.all(workspace).getFirst().usedAt()).contains(clock.instant());
        assertThat(keys.all(other)).isEmpty();
    }

    @Test
    void endsAKeyInTimeAndOnRequest() {
        ApiKeys.Made brief =
                keys.make(
                        workspace,
                        "Brief",
                        EnumSet.of(Permission.LEADS_WRITE),
                        ada.id(),
                        Duration.ofDays(1));
        ApiKeys.Made revoked =
                keys.make(
                        workspace,
                        "Revoked",
                        EnumSet.of(Permission.LEADS_WRITE),
                        ada.id(),
                        Duration.ofDays(30));

        clock.advance(Duration.ofDays(1));
        assertThat(keys.find(brief.secret())).isEmpty();
        assertThat(keys.find(revoked.secret())).isPresent();
        assertThat(keys.revoke(workspace, revoked.key().id())).isTrue();
        assertThat(keys.find(revoked.secret())).isEmpty();
        assertThat(keys.revoke(workspace, revoked.key().id())).isFalse();
    }

    @Test
    void letsALinkInOnce() {
        String link = links.make(workspace, ada.id(), OneTimeLinks.Purpose.PASSWORD_RESET);

        assertThat(links.look(link)).isPresent();
        assertThat(links.use(link))
                .contains(
                        new OneTimeLinks.Use(
                                workspace, ada.id(), OneTimeLinks.Purpose.PASSWORD_RESET));
        assertThat(links.use(link)).isEmpty();
        assertThat(links.look(link)).isEmpty();
    }

    @Test
    void letsNoOldLinkIn() {
        String link = links.make(workspace, ada.id(), OneTimeLinks.Purpose.PASSWORD_RESET);

        clock.advance(Duration.ofHours(1));

        assertThat(links.use(link)).isEmpty();
    }
}
