/// Figures held against slow, plain computations, and their intervals against simulation.
@NullMarked
package io.prox.learning.evaluation;

import org.jspecify.annotations.NullMarked;
