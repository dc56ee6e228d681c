package io.prox.engagement.folding;

import io.prox.contracts.LeadId;

/// An activity of a lead, by identifier.
record LeadActivity(LeadId lead, String activity) {}
