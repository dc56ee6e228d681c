package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.Intake.Prepared;
import io.prox.ingestion.leads.Intake.Taken;
import io.prox.ingestion.statements.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What would become of leads if they were taken, batch after batch, as [Intake#take] would take
/// them: by the same decisions, on what is stored and on what the batches before would have left.
///
/// Nothing is locked or written, so that a trial of a large file stands in nobody's way. It holds
/// what it would have written only of those leads that are spoken of again, which a look through
/// the file beforehand must tell.
public final class Trial {
    private final Intake intake;
    private final WorkspaceId workspace;
    private final String source;
    private final Cause cause;
    private final Recurrence recurs;
    private final Instant now;
    private final Map<String, LeadId> owners = new HashMap<>();
    private final Set<LeadId> metAgain = new HashSet<>();
    private final Map<LeadId, Left> left = new HashMap<>();

    Trial(Intake intake, WorkspaceId workspace, String source, Cause cause, Recurrence recurs) {
        this.intake = intake;
        this.workspace = workspace;
        this.source = source;
        this.cause = cause;
        this.recurs = recurs;
        this.now = intake.now();
    }

    /// What of all that is to be tried is spoken of more than once. To say so of too much costs
    /// memory, and nothing else.
    public interface Recurrence {
        /// Of nothing: for a trial of a single batch.
        Recurrence NONE =
                new Recurrence() {
                    @Override
                    public boolean of(String token) {
                        return false;
                    }

                    @Override
                    public boolean of(LeadId lead) {
                        return false;
                    }
                };

        /// @param token of an identity
        boolean of(String token);

        /// @param lead that is stored
        boolean of(LeadId lead);
    }

    /// @return what would become of each, in the same order; identifiers of leads that are not
    ///   stored yet mean nothing
    public List<Taken> take(List<Prepared> leads) {
        Map<String, LeadId> found = new HashMap<>(intake.owners(workspace, leads));
        Set<LeadId> toLookAt = new LinkedHashSet<>();
        found.values().stream().filter(id -> !left.containsKey(id)).forEach(toLookAt::add);
        var batch = new Batch(source, cause, now, intake::newLead);
        Map<LeadId, LeadRow> rows = new HashMap<>(intake.look(workspace, toLookAt));
        for (Prepared lead : leads) {
            for (String token : lead.tokens()) {
                LeadId owner = owners.get(token);
                if (owner != null) {
                    found.putIfAbsent(token, owner);
                }
            }
        }
        for (LeadId owner : found.values()) {
            Left before = left.get(owner);
            if (before != null) {
                rows.putIfAbsent(owner, before.row(owner));
            }
        }
        batch.know(found, rows);
        List<Taken> taken = intake.spelled(workspace, leads).stream().map(batch::take).toList();
        batch.newIdentities()
                .forEach(
                        (token, owner) -> {
                            if (recurs.of(token)) {
                                owners.put(token, owner);
                                metAgain.add(owner);
                            }
                        });
        batch.changed().stream()
                .filter(row -> metAgain.contains(row.id()) || recurs.of(row.id()))
                .forEach(row -> left.put(row.id(), new Left(row)));
        return taken;
    }

    /// A lead as a batch would have left it, packed: there may be very many.
    private static final class Left {
        private static final JsonMapper JSON = JsonMapper.shared();
        private static final TypeReference<List<Statement>> STATEMENTS = new TypeReference<>() {};

        private final long lastNumber;
        private final Instant knownAt;
        private final byte[] statements;

        Left(LeadRow row) {
            this.lastNumber = row.lastNumber();
            this.knownAt = row.knownAt();
            this.statements = JSON.writeValueAsBytes(row.statements());
        }

        LeadRow row(LeadId id) {
            return new LeadRow(
                    id,
                    Optional.empty(),
                    0,
                    lastNumber,
                    knownAt,
                    JSON.readValue(statements, STATEMENTS));
        }
    }
}
