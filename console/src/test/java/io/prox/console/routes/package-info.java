/// Tests of which component answers what.
@NullMarked
package io.prox.console.routes;

import org.jspecify.annotations.NullMarked;
