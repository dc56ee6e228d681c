package io.prox.ingestion.imports;

import io.prox.ingestion.books.Tallies;
import io.prox.ingestion.leads.Intake;
import io.prox.ingestion.leads.Withdrawal;
import io.prox.platform.access.Workspaces;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.operations.Repeated;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// What takes files of leads in.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportsProperties.class)
@Import(ImportsController.class)
public class ImportsConfiguration {
    @Bean
    Imports imports(Database database, Sealing sealing, Clock clock) {
        return new Imports(database, sealing, clock);
    }

    @Bean
    SealedFiles sealedFiles(Database database, Sealing sealing) {
        return new SealedFiles(database, sealing);
    }

    @Bean
    RefusedRows refusedRows(Database database, Imports imports) {
        return new RefusedRows(database, imports);
    }

    @Bean
    Repeated importsRetention(
            Workspaces workspaces,
            Imports imports,
            Jobs jobs,
            AuditLog audit,
            Database database,
            ImportsProperties properties,
            Clock clock) {
        var retention =
                new Retention(workspaces, imports, jobs, audit, database, properties.keep(), clock);
        return new Repeated("imports-retention", Retention.PAUSE, retention::visit);
    }

    @Bean
    MappingMemory mappingMemory(Database database) {
        return new MappingMemory(database);
    }

    @Bean
    ImportJobs importJobs(
            Imports imports,
            SealedFiles files,
            RefusedRows refusedRows,
            Intake intake,
            Withdrawal withdrawal,
            Tallies tallies,
            Database database,
            Clock clock) {
        var opening = new Opening(imports, files, intake, clock);
        return new ImportJobs(
                new CheckWork(opening, imports, refusedRows, intake),
                new RunWork(opening, imports, refusedRows, intake, tallies, database),
                new UndoWork(withdrawal, imports));
    }
}
