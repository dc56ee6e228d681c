/// The door of events: takes what pages and programs send in the form that Segment specifies, and
/// answers when the log has it. Knows no database beyond its keys. Start with [EventDoor].
@NullMarked
package io.prox.ingestion.events;

import org.jspecify.annotations.NullMarked;
