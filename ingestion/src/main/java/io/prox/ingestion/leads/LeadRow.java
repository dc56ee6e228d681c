package io.prox.ingestion.leads;

import io.prox.contracts.LeadId;
import io.prox.ingestion.statements.Known;
import io.prox.ingestion.statements.Statement;
import io.prox.platform.sealing.DataKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A lead in work: what the store holds of it, and what this transaction adds.
final class LeadRow {
    private final LeadId id;
    private final DataKey key;
    private final Instant knownAt;
    private final List<Statement> statements;
    private final List<Statement> added = new ArrayList<>();
    private final Known before;
    private long revision;
    private long lastNumber;

    /// @param statements that were not withdrawn
    /// @param lastNumber of any statement, withdrawn ones too
    LeadRow(
            LeadId id,
            DataKey key,
            long revision,
            long lastNumber,
            Instant knownAt,
            List<Statement> statements) {
        this.id = id;
        this.key = key;
        this.revision = revision;
        this.lastNumber = lastNumber;
        this.knownAt = knownAt;
        this.statements = new ArrayList<>(statements);
        this.before = Known.of(statements);
    }

    LeadId id() {
        return id;
    }

    DataKey key() {
        return key;
    }

    Instant knownAt() {
        return knownAt;
    }

    long revision() {
        return revision;
    }

    long nextRevision() {
        return ++revision;
    }

    long nextNumber() {
        return ++lastNumber;
    }

    long lastNumber() {
        return lastNumber;
    }

    void add(Statement statement) {
        statements.add(statement);
        added.add(statement);
    }

    List<Statement> statements() {
        return statements;
    }

    List<Statement> added() {
        return added;
    }

    /// As it was before this transaction.
    Known before() {
        return before;
    }

    Known now() {
        return Known.of(statements);
    }
}
