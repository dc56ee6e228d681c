/// The list itself: what is asked for ([WorkFilter]), and what is found ([WorkList]).
@NullMarked
package io.prox.console.work.list;

import org.jspecify.annotations.NullMarked;
