/// How well a ranking works, measured on leads it had not seen. Read [Measures] first.
@NullMarked
package io.prox.learning.evaluation;

import org.jspecify.annotations.NullMarked;
