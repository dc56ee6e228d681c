@NullMarked
package io.prox.engines;

import org.jspecify.annotations.NullMarked;
