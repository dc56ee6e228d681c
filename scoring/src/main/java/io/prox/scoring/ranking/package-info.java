/// How leads are ranked: by a learnt model, or by rules that anyone can read.
@NullMarked
package io.prox.scoring.ranking;

import org.jspecify.annotations.NullMarked;
