/// Tests of assignment.
@NullMarked
package io.prox.console.work.assignment;

import org.jspecify.annotations.NullMarked;
