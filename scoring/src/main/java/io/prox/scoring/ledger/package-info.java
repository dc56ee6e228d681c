/// Scores, and why each changed, every time.
@NullMarked
package io.prox.scoring.ledger;

import org.jspecify.annotations.NullMarked;
