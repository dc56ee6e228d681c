/// Gradient-boosted trees: trained by LightGBM, evaluated and explained by plain Java arrays.
///
/// [Boosting] turns [LabelledRows] into a [TreeEnsemble], whose raw score is the log-odds that
/// LightGBM itself would give, bit for bit; [TreeShap] splits that score into one part a feature.
/// Only training touches native code. Read [TreeEnsemble] first.
@NullMarked
package io.prox.learning.trees;

import org.jspecify.annotations.NullMarked;
