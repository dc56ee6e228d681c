/// What was known of each lead when, and what became of it: the ground that models are learnt from.
@NullMarked
package io.prox.scoring.history;

import org.jspecify.annotations.NullMarked;
