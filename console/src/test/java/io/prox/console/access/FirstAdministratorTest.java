package io.prox.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.provider.ProviderProperties;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.access.KnownDevices;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.MasterKey;
import io.prox.platform.sealing.Sealing;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An installation that nobody has been in yet.
class FirstAdministratorTest {
    private static final String EMAIL = "admin@localhost";
    private static final String ISSUER = "https://login.acme.example";
    private static final ProviderProperties NO_PROVIDER =
            new ProviderProperties(
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    "",
                    "openid",
                    new ProviderProperties.Uninvited(List.of(), Role.VIEWER));
    private static final Visitor VISITOR =
            new Visitor(Optional.empty(), Optional.empty(), "", "", "Test");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final TestDatabase test = new TestDatabase("console");
    private final Users users;
    private final Workspaces workspaces;
    private final SignIn signIn;
    private final FirstAdministrator first;

    /// On the same installation, whose people may sign in by a provider too.
    private final FirstAdministrator withProvider;

    FirstAdministratorTest(@TempDir Path folder) {
        Database database = test.database();
        var chance = new SecureRandom();
        var identifiers = new Identifiers(clock, chance);
        var sealing =
                new Sealing(
                        database,
                        MasterKey.readOrMake(folder.resolve("master.key")),
                        chance,
                        clock);
        users = new Users(database, sealing, identifiers, clock);
        workspaces = new Workspaces(database, sealing, identifiers, clock);
        var links = new OneTimeLinks(database, chance, clock);
        var audit = new AuditLog(database, sealing, clock);
        signIn =
                new SignIn(
                        users,
                        workspaces,
                        new Sessions(database, identifiers, chance, clock),
                        new KnownDevices(database, identifiers, chance, clock),
                        links,
                        new SignInGuard(database, sealing, clock),
                        audit,
                        database);
        first = new FirstAdministrator(workspaces, users, links, audit, database, NO_PROVIDER);
        withProvider =
                new FirstAdministrator(
                        workspaces,
                        users,
                        links,
                        audit,
                        database,
                        new ProviderProperties(
                                Optional.of(URI.create(ISSUER)),
                                "prox",
                                Optional.empty(),
                                "Acme ID",
                                "openid",
                                NO_PROVIDER.uninvited()));
    }

    @AfterEach
    void stop() {
        signIn.close();
        test.close();
    }

    @Test
    void makesAWorkspaceAndLetsItsAdministratorIn() {
        String path = first.link("Acme", EMAIL, false).orElseThrow();

        WorkspaceId workspace = workspaces.all().getFirst();
        assertThat(workspaces.find(workspace).orElseThrow().name()).isEqualTo("Acme");
        assertThat(users.all(workspace))
                .singleElement()
                .satisfies(
                        user -> {
                            assertThat(user.role()).isEqualTo(Role.ADMINISTRATOR);
                            assertThat(user.status()).isEqualTo(User.Status.INVITED);
                            assertThat(user.hasPassword()).isFalse();
                        });
        enter(path, Browser.PASSWORD, "ada@acme.example");
        assertThat(users.prove("ada@acme.example", Browser.PASSWORD)).isPresent();
        assertThat(users.holder(EMAIL)).isEmpty();
        assertThat(first.link("Acme", EMAIL, false)).isEmpty();
    }

    @Test
    void makesAFreshLinkWhileTheFirstWasNotUsed() {
        String old = first.link("Acme", EMAIL, false).orElseThrow();
        clock.advance(Duration.ofDays(3));

        String fresh = first.link("Acme", EMAIL, false).orElseThrow();

        assertThat(workspaces.all()).hasSize(1);
        assertThat(fresh).isNotEqualTo(old);
        enter(fresh, Browser.PASSWORD, EMAIL);
    }

    @Test
    void letsTheAdministratorOfADemoInAtEachStart() {
        enter(first.link("Demo", EMAIL, true).orElseThrow(), null, null);

        String again = first.link("Demo", EMAIL, true).orElseThrow();

        enter(again, null, null);
        assertThat(users.all(workspaces.all().getFirst()))
                .singleElement()
                .satisfies(user -> assertThat(user.status()).isEqualTo(User.Status.ACTIVE));
    }

    @Test
    void makesALinkWhenTheProviderThatLetThemInIsGone() {
        first.link("Acme", EMAIL, false);
        WorkspaceId workspace = workspaces.all().getFirst();
        String administrator = users.all(workspace).getFirst().id();
        assertThat(users.bind(new Users.Holder(workspace, administrator), ISSUER, "ada")).isTrue();

        assertThat(withProvider.link("Acme", EMAIL, false)).isEmpty();
        enter(first.link("Acme", EMAIL, false).orElseThrow(), Browser.PASSWORD, EMAIL);
    }

    @Test
    void makesOneWorkspaceHoweverManyProcessesStart() {
        IntStream.range(0, 8).parallel().forEach(process -> first.link("Acme", EMAIL, false));

        assertThat(workspaces.all()).hasSize(1);
        assertThat(users.all(workspaces.all().getFirst())).hasSize(1);
    }

    private void enter(String path, @Nullable String password, @Nullable String email) {
        signIn.byLink(
                path.substring("/sign-in/link/".length()),
                new SignIn.Introduction(password, null, email),
                VISITOR);
    }
}
