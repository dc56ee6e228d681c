/// The books of what came in: what was received, what of it was taken and what refused, by source
/// and door, counted in the transactions that took it. Start with [Tallies].
@NullMarked
package io.prox.ingestion.books;

import org.jspecify.annotations.NullMarked;
