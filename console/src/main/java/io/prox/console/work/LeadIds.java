package io.prox.console.work;

import io.prox.contracts.LeadId;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;

/// Identifiers of leads, as requests bring them.
public final class LeadIds {
    private LeadIds() {}

    /// @throws ProblemException if the text is the identifier of no lead
    public static LeadId read(String text) {
        try {
            return new LeadId(text);
        } catch (IllegalArgumentException foreign) {
            throw noSuchLead();
        }
    }

    public static ProblemException noSuchLead() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such lead.");
    }
}
