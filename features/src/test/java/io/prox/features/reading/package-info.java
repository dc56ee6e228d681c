/// Tests of how leads are read.
@NullMarked
package io.prox.features.reading;

import org.jspecify.annotations.NullMarked;
