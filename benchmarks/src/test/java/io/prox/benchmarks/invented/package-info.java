@NullMarked
package io.prox.benchmarks.invented;

import org.jspecify.annotations.NullMarked;
