/// Encodings: what each one makes of odd values, and that no row sees its own outcome.
@NullMarked
package io.prox.learning.encoding;

import org.jspecify.annotations.NullMarked;
