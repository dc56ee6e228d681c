package io.prox.ingestion.leads;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.statements.Known;
import io.prox.ingestion.statements.Statement;
import io.prox.platform.log.Message;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.NewDataKey;
import io.prox.platform.sealing.WorkspaceKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// A lead as it goes into the tables and onto the log. Making one is what costs most of taking a
/// lead in, and touches nothing else, so that several may be made at the same time.
final class WrittenLead {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LeadRow row;
    private final Optional<NewDataKey> newKey;
    private final List<Part> parts;
    private final Message message;

    private WrittenLead(
            LeadRow row, Optional<NewDataKey> newKey, List<Part> parts, Message message) {
        this.row = row;
        this.newKey = newKey;
        this.parts = parts;
        this.message = message;
    }

    /// @param names of sources by identifier
    static WrittenLead of(
            LeadRow row,
            WorkspaceId workspace,
            WorkspaceKeys keys,
            Map<String, String> names,
            Cause cause,
            Instant now) {
        Optional<NewDataKey> newKey =
                row.key().isPresent() ? Optional.empty() : Optional.of(keys.make(row.id().value()));
        DataKey key = row.key().or(() -> newKey.map(NewDataKey::key)).orElseThrow();
        var parts = new ArrayList<Part>();
        for (Statement statement : row.added()) {
            parts.add(Part.of(statement, key));
        }
        return new WrittenLead(
                row, newKey, parts, message(row, workspace, keys, names, cause, now));
    }

    private static Message message(
            LeadRow row,
            WorkspaceId workspace,
            WorkspaceKeys keys,
            Map<String, String> names,
            Cause cause,
            Instant now) {
        Known known = row.now();
        Map<String, String> values = LeadPublishing.values(known);
        var fact =
                new LeadFact.LeadChanged(
                        workspace,
                        row.id(),
                        row.nextRevision(),
                        now,
                        row.added().isEmpty() ? now : row.added().getLast().occurredAt(),
                        cause,
                        LeadPublishing.profile(
                                known,
                                values,
                                row.knownAt(),
                                source -> LeadKeeping.name(names, source),
                                keys.index()),
                        LeadPublishing.outcome(known),
                        LeadPublishing.changed(row.before(), known, values));
        return Message.of(
                Topics.LEADS, Topics.key(workspace, row.id()), FactJson.LEADS.encode(fact));
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

    Message message() {
        return message;
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
                            JSON.writeValueAsString(statement.sealed()).getBytes(UTF_8)));
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
