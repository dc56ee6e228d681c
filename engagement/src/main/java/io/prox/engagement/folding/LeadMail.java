package io.prox.engagement.folding;

import io.prox.contracts.LeadId;

/// A mail to a lead.
record LeadMail(LeadId lead, String mail) {}
