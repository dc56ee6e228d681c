@NullMarked
package io.prox.simulators.company;

import org.jspecify.annotations.NullMarked;
