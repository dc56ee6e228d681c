/// Keeps what leads do and folds it into their engagement. Start with [ActivityHandler].
@NullMarked
package io.prox.engagement.folding;

import org.jspecify.annotations.NullMarked;
