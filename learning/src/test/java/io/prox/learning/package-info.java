@NullMarked
package io.prox.learning;

import org.jspecify.annotations.NullMarked;
