/// Scores of leads that nobody has to keep, while the asker waits. Start with [DirectScores].
@NullMarked
package io.prox.scoring.direct;

import org.jspecify.annotations.NullMarked;
