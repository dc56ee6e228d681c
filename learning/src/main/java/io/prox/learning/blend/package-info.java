/// Trees and a logistic regression, trained on the same rows and blended by evidence from rows that
/// neither had seen. Read [Blend] for what is trained and [Fitting] for how.
@NullMarked
package io.prox.learning.blend;

import org.jspecify.annotations.NullMarked;
