package io.prox.learning.blend;

import io.prox.learning.trees.TreeEnsemble;
import java.util.List;

/// One way of growing trees, with a number of rounds that serves all splits alike.
///
/// @param rounds trees of each split
/// @param trees grown on the training side of each split
record Forest(Growth growth, int rounds, List<TreeEnsemble> trees) {
    Forest {
        trees = List.copyOf(trees);
    }
}
