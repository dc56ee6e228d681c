/// Tests of how machines are told from people.
@NullMarked
package io.prox.features.machines;

import org.jspecify.annotations.NullMarked;
