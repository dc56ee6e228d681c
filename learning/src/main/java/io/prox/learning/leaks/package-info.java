/// The leak sentinel: finds columns that know the outcome because they were filled in after it or
/// derived from it. Read [Sentinel] first.
@NullMarked
package io.prox.learning.leaks;

import org.jspecify.annotations.NullMarked;
