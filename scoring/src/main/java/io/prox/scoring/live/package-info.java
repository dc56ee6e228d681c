/// Facts about leads in, scores out, as they happen.
@NullMarked
package io.prox.scoring.live;

import org.jspecify.annotations.NullMarked;
