/// Tests of accounts and the overview.
@NullMarked
package io.prox.console.work.overview;

import org.jspecify.annotations.NullMarked;
