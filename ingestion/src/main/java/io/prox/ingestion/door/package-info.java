/// What comes in through a door, made fit to keep or refused with reasons: pure, without clock or
/// store. Start with [LeadDraft] and [LeadReading].
@NullMarked
package io.prox.ingestion.door;

import org.jspecify.annotations.NullMarked;
