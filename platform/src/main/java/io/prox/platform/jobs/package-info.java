/// Long work in the background, with progress, cancelling and an end that is told.
@NullMarked
package io.prox.platform.jobs;

import org.jspecify.annotations.NullMarked;
