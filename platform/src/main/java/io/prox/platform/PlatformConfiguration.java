package io.prox.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.Topics;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.KnownDevices;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.database.Migrations;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.LogTopics;
import io.prox.platform.log.OutboxRelay;
import io.prox.platform.log.OutboxRelays;
import io.prox.platform.log.Rejections;
import io.prox.platform.operations.OperationsConfiguration;
import io.prox.platform.operations.Processes;
import io.prox.platform.operations.Repeated;
import io.prox.platform.sealing.KeyRotation;
import io.prox.platform.sealing.Sealing;
import io.prox.platform.web.WebConfiguration;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The platform of a process, whatever roles run in it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformProperties.class)
@Import({WebConfiguration.class, OperationsConfiguration.class, Roles.class})
public class PlatformConfiguration {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Longer than any statement of ours takes; what hangs on a lock or a lost server ends.
    private static final Duration STATEMENT = Duration.ofSeconds(60);

    /// Longer than a server that is there takes to say that a statement took too long. Ends the
    /// wait for one that went away without a word. Who waits for notifications has a shorter time
    /// of its own.
    private static final Duration ANSWER = STATEMENT.plusSeconds(30);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom chance() {
        return new SecureRandom();
    }

    @Bean
    Identifiers identifiers(Clock clock, SecureRandom chance) {
        return new Identifiers(clock, chance);
    }

    @Bean
    Migrations migrations(PlatformProperties properties) {
        var owner = new PGSimpleDataSource();
        try {
            owner.setUrl(properties.database().url());
        } catch (IllegalArgumentException refused) {
            throw new SettingsException(
                    "prox.database.url is not of the form jdbc:postgresql://HOST:PORT/NAME",
                    refused);
        }
        // no limit to an answer: a migration takes as long as it takes
        owner.setTcpKeepAlive(true);
        owner.setUser(properties.database().owner());
        owner.setPassword(properties.database().ownerPassword().reveal());
        return new Migrations(owner, properties.database().user());
    }

    @Bean(destroyMethod = "close")
    HikariDataSource connections(
            PlatformProperties properties, Migrations migrations, List<Schema> schemas) {
        migrations.run(schemas.stream().map(Schema::name).toList());
        var settings = new HikariConfig();
        settings.setJdbcUrl(properties.database().url());
        settings.setUsername(properties.database().user());
        settings.setPassword(properties.database().password().reveal());
        settings.setMaximumPoolSize(properties.database().connections());
        settings.setMinimumIdle(2);
        settings.setConnectionTimeout(CONNECT.toMillis());
        settings.setPoolName("prox");
        settings.addDataSourceProperty("ApplicationName", "prox");
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        settings.addDataSourceProperty("socketTimeout", Long.toString(ANSWER.toSeconds()));
        // What the server says of a violated key would bring the values of the row into the log.
        settings.addDataSourceProperty("logServerErrorDetail", "false");
        settings.addDataSourceProperty("options", "-c statement_timeout=" + STATEMENT.toMillis());
        return new HikariDataSource(settings);
    }

    @Bean
    Database database(HikariDataSource connections) {
        return new Database(connections);
    }

    @Bean
    LogSettings logSettings(PlatformProperties properties) {
        var settings =
                new LogSettings(properties.log().bootstrapServers(), properties.log().client());
        LogTopics.ensure(settings, Topics.all(), properties.log().copies());
        return settings;
    }

    /// Started and drained with the roles.
    @Bean(destroyMethod = "")
    OutboxRelays outboxRelays(
            List<Component> components, Database database, LogSettings log, MeterRegistry meters) {
        return new OutboxRelays(
                components.stream()
                        .filter(Component::publishes)
                        .map(
                                component ->
                                        new OutboxRelay(
                                                database.source(), log, component.name(), meters))
                        .toList());
    }

    @Bean
    Sealing sealing(
            Database database, PlatformProperties properties, SecureRandom chance, Clock clock) {
        return Sealing.start(database, properties.masterKey(), chance, clock);
    }

    @Bean
    Workspaces workspaces(
            Database database, Sealing sealing, Identifiers identifiers, Clock clock) {
        return new Workspaces(database, sealing, identifiers, clock);
    }

    @Bean
    Users users(Database database, Sealing sealing, Identifiers identifiers, Clock clock) {
        return new Users(database, sealing, identifiers, clock);
    }

    @Bean
    Sessions sessions(
            Database database, Identifiers identifiers, SecureRandom chance, Clock clock) {
        return new Sessions(database, identifiers, chance, clock);
    }

    @Bean
    ApiKeys apiKeys(Database database, Identifiers identifiers, SecureRandom chance, Clock clock) {
        return new ApiKeys(database, identifiers, chance, clock);
    }

    @Bean
    OneTimeLinks oneTimeLinks(Database database, SecureRandom chance, Clock clock) {
        return new OneTimeLinks(database, chance, clock);
    }

    @Bean
    KnownDevices knownDevices(
            Database database, Identifiers identifiers, SecureRandom chance, Clock clock) {
        return new KnownDevices(database, identifiers, chance, clock);
    }

    @Bean
    AuditLog auditLog(Database database, Sealing sealing, Clock clock) {
        return new AuditLog(database, sealing, clock);
    }

    @Bean
    Repeated keyRotation(
            Database database,
            Sealing sealing,
            Workspaces workspaces,
            Processes processes,
            AuditLog audit) {
        var rotation =
                new KeyRotation(
                        database,
                        sealing,
                        workspaces::all,
                        processes::allWrapBy,
                        workspace ->
                                audit.append(
                                        workspace,
                                        "prox",
                                        "master-key.rotated",
                                        workspace.value(),
                                        Map.of("masterKey", sealing.masterKey()),
                                        ""));
        return new Repeated("key-rotation", KeyRotation.PAUSE, rotation::visit);
    }

    @Bean
    Jobs jobs(Database database, Identifiers identifiers, Clock clock) {
        return new Jobs(database, identifiers, clock);
    }

    @Bean
    Rejections rejections(Database database, Identifiers identifiers, Clock clock) {
        return new Rejections(database, identifiers, clock, Version.current());
    }
}
