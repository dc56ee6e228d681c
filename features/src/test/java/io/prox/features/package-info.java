/// Tests of derived features and of who is who.
@NullMarked
package io.prox.features;

import org.jspecify.annotations.NullMarked;
