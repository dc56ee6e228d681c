package io.prox.learning.blend;

import io.prox.learning.trees.BoostingParameters;

/// A way of growing trees.
///
/// @param name in a few words, for the model card
/// @param onRegression whether the trees start from the regression's log-odds and learn what it
///   leaves unexplained
public record Growth(String name, BoostingParameters parameters, boolean onRegression) {}
