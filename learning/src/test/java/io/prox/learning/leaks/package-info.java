/// The sentinel on small tables with one planted leak each.
@NullMarked
package io.prox.learning.leaks;

import org.jspecify.annotations.NullMarked;
