/// Typed columns as the two kinds of model see them: a few numbers a column for the trees, a few
/// sparse ones for the logistic regression. An encoding is learnt from training rows alone and
/// applied unchanged to every other row. Read [Encoder] first.
@NullMarked
package io.prox.learning.encoding;

import org.jspecify.annotations.NullMarked;
