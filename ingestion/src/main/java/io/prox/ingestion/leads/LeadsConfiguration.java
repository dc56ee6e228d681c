package io.prox.ingestion.leads;

import io.prox.ingestion.books.Tallies;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.log.Outbox;
import io.prox.platform.sealing.Sealing;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What takes leads in and shows them.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LeadsProperties.class)
@Import(LeadsController.class)
public class LeadsConfiguration {
    private static final String COMPONENT = "ingestion";

    @Bean
    Outbox ingestionOutbox(Database database) {
        return new Outbox(database, COMPONENT);
    }

    @Bean
    Sources sources(Database database, Identifiers identifiers, Clock clock) {
        return new Sources(database, identifiers, clock);
    }

    @Bean
    LeadStore leadStore(Database database, Sealing sealing) {
        return new LeadStore(database, sealing);
    }

    @Bean
    DeletionsFile deletionsFile(LeadsProperties properties) {
        return properties
                .deletions()
                .map(Path::of)
                .map(DeletionsFile::new)
                .orElseGet(DeletionsFile::none);
    }

    @Bean
    LeadKeeping leadKeeping(
            Sealing sealing,
            LeadStore store,
            Sources sources,
            Outbox ingestionOutbox,
            Database database,
            DeletionsFile deletionsFile,
            Farewell farewell) {
        return new LeadKeeping(
                sealing, store, sources, ingestionOutbox, database, deletionsFile, farewell);
    }

    @Bean
    OwnColumns ownColumns(Database database) {
        return new OwnColumns(database);
    }

    /// Done when it is made, which is before anything is served.
    @Bean
    Deletions deletions(
            Database database,
            LeadStore store,
            LeadDirectory directory,
            AuditLog audit,
            Workspaces workspaces,
            DeletionsFile deletionsFile) {
        var deletions = new Deletions(database, store, directory, audit, deletionsFile);
        deletions.bringTogether(workspaces.all());
        return deletions;
    }

    @Bean
    SentLeads sentLeads(
            Intake intake,
            Sources sources,
            Tallies tallies,
            Database database,
            Identifiers identifiers,
            Clock clock) {
        return new SentLeads(intake, sources, tallies, database, identifiers, clock);
    }

    @Bean
    Intake intake(
            Database database,
            Sealing sealing,
            LeadStore store,
            LeadKeeping keeping,
            OwnColumns ownColumns,
            Identifiers identifiers,
            Clock clock) {
        return new Intake(database, sealing, store, keeping, ownColumns, identifiers, clock);
    }

    @Bean
    Withdrawal withdrawal(
            Database database,
            Sealing sealing,
            LeadStore store,
            LeadKeeping keeping,
            Tallies tallies,
            Clock clock) {
        return new Withdrawal(database, sealing, store, keeping, tallies, clock);
    }

    @Bean
    LeadDirectory leadDirectory(
            Database database,
            Sealing sealing,
            LeadStore store,
            LeadKeeping keeping,
            Sources sources,
            Tallies tallies,
            Clock clock) {
        return new LeadDirectory(database, sealing, store, keeping, sources, tallies, clock);
    }
}
