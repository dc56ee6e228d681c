package io.prox.ingestion.leads;

import io.prox.ingestion.statements.Statement;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.NewDataKey;
import io.prox.platform.sealing.WorkspaceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// A lead as it goes into the tables: with its key, if that is new, and what is new of it, sealed.
/// Making one touches nothing else, so that several may be made at the same time.
final class WrittenLead {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LeadRow row;
    private final Optional<NewDataKey> newKey;
    private final List<Part> parts;

    private WrittenLead(LeadRow row, Optional<NewDataKey> newKey, List<Part> parts) {
        this.row = row;
        this.newKey = newKey;
        this.parts = parts;
    }

    static WrittenLead of(LeadRow row, WorkspaceKeys keys) {
        Optional<NewDataKey> newKey =
                row.key().isPresent() ? Optional.empty() : Optional.of(keys.make(row.id().value()));
        DataKey key = row.key().or(() -> newKey.map(NewDataKey::key)).orElseThrow();
        var parts = new ArrayList<Part>();
        for (Statement statement : row.added()) {
            parts.add(Part.of(statement, key));
        }
        return new WrittenLead(row, newKey, parts);
    }

    LeadRow row() {
        return row;
    }

    Optional<NewDataKey> newKey() {
        return newKey;
    }

    List<Part> parts() {
        return parts;
    }

    /// A new statement about it.
    static final class Part {
        private final Statement statement;
        private final String open;
        private final byte[] sealed;

        private Part(Statement statement, String open, byte[] sealed) {
            this.statement = statement;
            this.open = open;
            this.sealed = sealed;
        }

        private static Part of(Statement statement, DataKey key) {
            return new Part(
                    statement,
                    JSON.writeValueAsString(statement.open()),
                    key.seal(
                            LeadStore.use(statement.number()),
                            JSON.writeValueAsBytes(statement.sealed())));
        }

        Statement statement() {
            return statement;
        }

        String open() {
            return open;
        }

        byte[] sealed() {
            return sealed;
        }
    }
}
