@NullMarked
package io.prox.benchmarks.running;

import org.jspecify.annotations.NullMarked;
