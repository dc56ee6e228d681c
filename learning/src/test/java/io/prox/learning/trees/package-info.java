/// Trees held against LightGBM itself, and explanations against the definition of Shapley values.
@NullMarked
package io.prox.learning.trees;

import org.jspecify.annotations.NullMarked;
