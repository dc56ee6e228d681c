/// Who is who: takes events from the log, finds out whose they are, and publishes what leads did.
///
/// A device is in somebody's hands from when something proved it. What was done on it before
/// anybody is known of waits, and is the first one's; what somebody did moves on when it turns out
/// to have been another. Start with [EventHandler].
@NullMarked
package io.prox.ingestion.who;

import org.jspecify.annotations.NullMarked;
