package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.ingestion.statements.Known;
import io.prox.ingestion.statements.Statement;
import io.prox.platform.sealing.DataKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A lead in work: what the store holds of it, and what this transaction adds or withdraws.
final class LeadRow {
    private final LeadId id;
    private final @Nullable DataKey key;
    private final Instant knownAt;
    private final List<Statement> statements;
    private final List<Statement> added = new ArrayList<>();
    private final Known before;
    private @Nullable Known now;
    private long revision;
    private long lastNumber;
    private boolean withdrew;

    /// @param key empty where it is not to be written
    /// @param statements that were not withdrawn
    /// @param lastNumber of any statement, withdrawn ones too
    LeadRow(
            LeadId id,
            Optional<DataKey> key,
            long revision,
            long lastNumber,
            Instant knownAt,
            List<Statement> statements) {
        this.id = id;
        this.key = key.orElse(null);
        this.revision = revision;
        this.lastNumber = lastNumber;
        this.knownAt = knownAt;
        this.statements = new ArrayList<>(statements);
        this.before = Known.of(statements);
        this.now = before;
    }

    /// A lead that nobody has heard of.
    static LeadRow fresh(LeadId id, Instant now) {
        return new LeadRow(id, Optional.empty(), 0, 0, now, List.of());
    }

    LeadId id() {
        return id;
    }

    /// Empty for a new lead, whose key is yet to be made.
    Optional<DataKey> key() {
        return Optional.ofNullable(key);
    }

    /// Of a lead that is to be written: whether the store does not hold it yet.
    boolean isNew() {
        return key == null;
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
        now = null;
    }

    /// Lets go of all that a cause brought.
    void withdraw(Cause cause) {
        withdrew |= statements.removeIf(statement -> statement.cause().equals(cause));
        now = null;
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    List<Statement> statements() {
        return statements;
    }

    List<Statement> added() {
        return added;
    }

    /// Whether it stood otherwise at an earlier instant than was published before.
    boolean hasAnotherPast() {
        if (withdrew || added.stream().map(Statement::occurredAt).distinct().count() > 1) {
            return true;
        }
        return !added.isEmpty()
                && before.latest()
                        .map(latest -> added.getFirst().occurredAt().isBefore(latest))
                        .orElse(false);
    }

    /// What one source says of it.
    Known saidBy(String source) {
        boolean alone = true;
        for (Statement statement : statements) {
            alone &= statement.source().equals(source);
        }
        return alone
                ? now()
                : Known.of(
                        statements.stream()
                                .filter(statement -> statement.source().equals(source))
                                .toList());
    }

    /// How many things a cause brought.
    long said(Cause cause) {
        return statements.stream().filter(statement -> statement.cause().equals(cause)).count();
    }

    /// All who say anything of it.
    Set<String> sources() {
        Set<String> sources = new HashSet<>();
        statements.forEach(statement -> sources.add(statement.source()));
        return sources;
    }

    /// As it was before this transaction.
    Known before() {
        return before;
    }

    Known now() {
        Known known = now;
        if (known == null) {
            known = Known.of(statements);
            now = known;
        }
        return known;
    }
}
