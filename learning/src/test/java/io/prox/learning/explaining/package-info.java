/// Tests of the words of reasons.
@NullMarked
package io.prox.learning.explaining;

import org.jspecify.annotations.NullMarked;
