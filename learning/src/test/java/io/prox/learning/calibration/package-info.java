/// Calibrations that find planted distortions again.
@NullMarked
package io.prox.learning.calibration;

import org.jspecify.annotations.NullMarked;
