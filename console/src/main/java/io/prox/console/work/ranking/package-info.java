/// Which model's scores a workspace is shown, and the rows that lists are filtered and sorted by.
/// Start with [Ranking].
@NullMarked
package io.prox.console.work.ranking;

import org.jspecify.annotations.NullMarked;
