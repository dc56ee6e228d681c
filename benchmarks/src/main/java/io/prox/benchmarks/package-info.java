/// Benchmarks against peers and limits; every figure is a ratio of one run.
@NullMarked
package io.prox.benchmarks;

import org.jspecify.annotations.NullMarked;
