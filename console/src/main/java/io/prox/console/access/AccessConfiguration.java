package io.prox.console.access;

import io.prox.console.provider.PendingSignIns;
import io.prox.console.provider.Provider;
import io.prox.console.provider.ProviderConfiguration;
import io.prox.console.provider.ProviderIsSet;
import io.prox.console.provider.ProviderProperties;
import io.prox.platform.access.KnownDevices;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.log.Outbox;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sign-in and administration.
@Configuration(proxyBeanMethods = false)
@Import({
    ProviderConfiguration.class,
    SessionController.class,
    ProviderController.class,
    UserController.class,
    KeyController.class,
    WorkspaceController.class,
    AuditController.class,
    SystemController.class,
    RejectedController.class
})
public class AccessConfiguration {
    private static final String COMPONENT = "console";

    @Bean
    Outbox consoleOutbox(Database database) {
        return new Outbox(database, COMPONENT);
    }

    @Bean
    SignInGuard signInGuard(Database database, Sealing sealing, Clock clock) {
        return new SignInGuard(database, sealing, clock);
    }

    @Bean
    SignIn signIn(
            Users users,
            Workspaces workspaces,
            Sessions sessions,
            KnownDevices devices,
            OneTimeLinks links,
            SignInGuard guard,
            AuditLog audit,
            Database database) {
        return new SignIn(users, workspaces, sessions, devices, links, guard, audit, database);
    }

    @Bean
    FirstAdministrator firstAdministrator(
            Workspaces workspaces,
            Users users,
            OneTimeLinks links,
            AuditLog audit,
            Database database,
            ProviderProperties provider) {
        return new FirstAdministrator(workspaces, users, links, audit, database, provider);
    }

    @Bean
    @Conditional(ProviderIsSet.class)
    ProviderSignIn providerSignIn(
            Provider provider,
            ProviderProperties properties,
            PendingSignIns pending,
            Users users,
            Workspaces workspaces,
            Sessions sessions,
            OneTimeLinks links,
            SignIn signIn,
            SignInGuard guard,
            AuditLog audit,
            Database database) {
        return new ProviderSignIn(
                provider,
                pending,
                new ProviderUsers(
                        users, workspaces, links, properties.uninvited(), audit, database),
                workspaces,
                sessions,
                signIn,
                guard,
                audit,
                database);
    }
}
