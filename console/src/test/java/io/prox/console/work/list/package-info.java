/// Tests of the list.
@NullMarked
package io.prox.console.work.list;

import org.jspecify.annotations.NullMarked;
