/// Component: trains, judges and promotes models, scores leads, and keeps the ledger of why each
/// score changed. Start with [ScoringConfiguration].
///
/// A lead's way: facts come in through [io.prox.scoring.live], what was known when stays in
/// [io.prox.scoring.history], [io.prox.scoring.ranking] turns it into a score, which goes into
/// [io.prox.scoring.ledger] and onto the log. [io.prox.scoring.models] learns from the history and
/// decides which ranking counts. Leads that are not kept go through [io.prox.scoring.direct].
@NullMarked
package io.prox.scoring;

import org.jspecify.annotations.NullMarked;
