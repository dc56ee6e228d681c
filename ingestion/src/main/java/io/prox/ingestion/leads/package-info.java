/// Leads: who is who, what is known, and what is published of it. Start with [Intake].
@NullMarked
package io.prox.ingestion.leads;

import org.jspecify.annotations.NullMarked;
