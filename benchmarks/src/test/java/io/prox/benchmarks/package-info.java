/// What every bench relies on: figures, goals, result file, verdict.
@NullMarked
package io.prox.benchmarks;

import org.jspecify.annotations.NullMarked;
