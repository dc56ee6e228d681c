/// Tests of what is done with leads.
@NullMarked
package io.prox.console.work.acts;

import org.jspecify.annotations.NullMarked;
