/// What people look at: the proof as a page, as data and as lines on a terminal. Pure: a
/// [io.prox.learning.Proof] in, text out. [ProofReport] makes the page, [ProofJson] the data,
/// [ProofText] the lines; the rest of the package is theirs. Every string of a proof may come from
/// a stranger's file and is treated as hostile: see [PlainText] and [Markup].
@NullMarked
package io.prox.learning.report;

import org.jspecify.annotations.NullMarked;
