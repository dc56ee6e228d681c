/// Regularised logistic regression over sparse rows. Read [LogisticRegression] first.
@NullMarked
package io.prox.learning.linear;

import org.jspecify.annotations.NullMarked;
