/// The work list: what people look at to decide whom to call next, and what they do with it. Start
/// with [WorkConfiguration].
///
/// The console keeps a read model of its own, folded from the log
/// ([folding][io.prox.console.work.folding]) and kept in the order of lists
/// ([ranking][io.prox.console.work.ranking]).
@NullMarked
package io.prox.console.work;

import org.jspecify.annotations.NullMarked;
