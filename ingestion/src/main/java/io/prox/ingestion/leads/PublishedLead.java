package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadFact.LeadChanged;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.statements.Known;
import io.prox.platform.log.Message;
import io.prox.platform.sealing.BlindIndex;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A lead as it goes onto the log. Making one is what costs most of taking a lead in, and touches
/// nothing else, so that several may be made at the same time.
///
/// @param row that it was made of
/// @param message the fact, packed
record PublishedLead(LeadRow row, LeadChanged fact, Message message) {
    /// @param row counts one revision more afterwards
    /// @param names of sources by identifier
    static PublishedLead of(
            LeadRow row,
            WorkspaceId workspace,
            BlindIndex index,
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
                                index),
                        LeadPublishing.outcome(known),
                        LeadPublishing.changed(row.before(), known, values),
                        row.hasAnotherPast()
                                ? Optional.of(LeadPublishing.past(row.statements()))
                                : Optional.empty());
        return new PublishedLead(
                row,
                fact,
                Message.of(
                        Topics.LEADS,
                        Topics.key(workspace, row.id()),
                        FactJson.LEADS.encode(fact)));
    }
}
