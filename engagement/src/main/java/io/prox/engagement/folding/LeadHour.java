package io.prox.engagement.folding;

import io.prox.contracts.LeadId;
import java.time.Instant;

/// An hour in which something was learnt of a lead, by its beginning.
record LeadHour(LeadId lead, Instant hour) {}
