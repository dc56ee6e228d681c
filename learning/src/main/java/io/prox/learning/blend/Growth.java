package io.prox.learning.blend;

import io.prox.learning.trees.BoostingParameters;

/// A way of growing trees.
///
/// @param name in a few words, for the model card
public record Growth(String name, BoostingParameters parameters) {}
