/// From a model's log-odds to log-odds that mean what they say. Read [Calibration] first.
@NullMarked
package io.prox.learning.calibration;

import org.jspecify.annotations.NullMarked;
