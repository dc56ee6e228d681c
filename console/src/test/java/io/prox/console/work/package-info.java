/// Tests of the work list.
@NullMarked
package io.prox.console.work;

import org.jspecify.annotations.NullMarked;
