/// Blends: parts that add up, and bytes that do not depend on the number of processors.
@NullMarked
package io.prox.learning.blend;

import org.jspecify.annotations.NullMarked;
