package io.prox.console.access;

import io.prox.console.ConsoleConfiguration;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditEntry;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The console, started once for all tests, with a clock that they set. Each test makes a workspace
/// of its own.
final class ConsoleProcess {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    /// Started when it is first asked for; ends with the JVM.
    private static final class Started {
        static final ConsoleProcess CONSOLE = new ConsoleProcess();
    }

    private final TestDatabase test;
    private final ServiceProcess process;
    private final MockProvider provider = new MockProvider(SetClock.START);

    private ConsoleProcess() {
        this.test = new TestDatabase();
        Map<String, Object> settings = new HashMap<>(test.settings(TestDatabase.passingKey()));
        settings.put("server.forward-headers-strategy", "native");
        settings.putAll(provider.settings());
        this.process =
                ServiceProcess.start(List.of(ConsoleConfiguration.class, SetClock.class), settings);
    }

    static ConsoleProcess get() {
        return Started.CONSOLE;
    }

    <T> T part(Class<T> type) {
        return process.part(type);
    }

    TestDatabase test() {
        return test;
    }

    /// By which people may sign in too.
    MockProvider provider() {
        return provider;
    }

    MutableClock clock() {
        return (MutableClock) process.part(Clock.class);
    }

    Browser browser() {
        return new Browser(process.port());
    }

    int port() {
        return process.port();
    }

    WorkspaceId makeWorkspace() {
        return part(Workspaces.class).make("Acme", false).id();
    }

    /// A user who has not signed in yet.
    User invite(WorkspaceId workspace, Role role) {
        String email = "person%d@acme.example".formatted(PEOPLE.incrementAndGet());
        return part(Users.class).invite(workspace, "A Person", email, role).orElseThrow();
    }

    /// A user who has set the password [Browser#PASSWORD].
    User makeUser(WorkspaceId workspace, Role role) {
        User user = invite(workspace, role);
        part(Users.class).setPassword(workspace, user.id(), Browser.PASSWORD);
        return user;
    }

    /// A browser in which such a user is signed in.
    Browser signedIn(WorkspaceId workspace, Role role) {
        Browser browser = browser();
        browser.signIn(makeUser(workspace, role).email());
        return browser;
    }

    List<AuditEntry> audited(WorkspaceId workspace, String action) {
        return part(AuditLog.class)
                .page(workspace, OptionalLong.empty(), new AuditLog.Filter(action, "", ""), 100);
    }

    /// What was done when users left: "LEAVER HEIR".
    List<String> departures() {
        return SetClock.DEPARTURES;
    }

    @Configuration(proxyBeanMethods = false)
    static class SetClock {
        private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
        private static final List<String> DEPARTURES = new CopyOnWriteArrayList<>();

        @Bean
        Departure departure() {
            return (caller, leaver, heir) -> DEPARTURES.add(leaver + " " + heir.orElse("nobody"));
        }

        @Bean
        @Primary
        MutableClock setClock() {
            return new MutableClock(START);
        }
    }
}
