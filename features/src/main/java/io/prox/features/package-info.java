/// Profile and behaviour into named feature values: the only place where a feature is defined.
/// Personal fields enter here and leave as derived values that identify nobody. Pure: the same
/// lines run in training and live.
@NullMarked
package io.prox.features;

import org.jspecify.annotations.NullMarked;
