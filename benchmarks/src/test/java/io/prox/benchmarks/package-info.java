@NullMarked
package io.prox.benchmarks;

import org.jspecify.annotations.NullMarked;
