/// Tests of what is folded from the log.
@NullMarked
package io.prox.console.work.folding;

import org.jspecify.annotations.NullMarked;
