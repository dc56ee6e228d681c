package io.prox.scoring.ledger;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/// All that was written of a lead, whether readers saw it or not.
public final class Entries {
    private static final int MOST = 100;

    private Entries() {}

    /// @return the newest first
    public static List<LedgerEntry> of(Ledger ledger, WorkspaceId workspace, LeadId lead) {
        return ledger
                .entries(workspace, lead, LongStream.rangeClosed(1, MOST).boxed().toList())
                .values()
                .stream()
                .sorted(Comparator.comparingLong(LedgerEntry::entry).reversed())
                .toList();
    }
}
