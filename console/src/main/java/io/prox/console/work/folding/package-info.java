/// Facts of the log become rows. Start with [LeadFolding] and [ScoreFolding].
///
/// Both are free of order and of repeats: the same facts give the same rows, however they are cut
/// into batches, and however often they come.
@NullMarked
package io.prox.console.work.folding;

import org.jspecify.annotations.NullMarked;
