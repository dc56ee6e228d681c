package io.prox.ingestion.leads;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import java.util.Collection;

/// Told of leads that are let go of, within the transaction that does so and has locked them.
public interface Farewell {
    /// Somebody is to be forgotten.
    ///
    /// @param persons keyed hashes of their identities
    void forget(WorkspaceId workspace, Collection<LeadId> leads, Collection<String> persons);

    /// What made leads of them was taken back. What they did may be somebody's yet.
    void letGo(WorkspaceId workspace, Collection<LeadId> leads);
}
