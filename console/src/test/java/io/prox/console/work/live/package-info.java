/// Tests of what is told to whoever looks on.
@NullMarked
package io.prox.console.work.live;

import org.jspecify.annotations.NullMarked;
