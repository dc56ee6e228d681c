/// The regression held against Newton's method.
@NullMarked
package io.prox.learning.linear;

import org.jspecify.annotations.NullMarked;
