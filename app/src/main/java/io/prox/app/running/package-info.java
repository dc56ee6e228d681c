/// Running ProX: all of it in one process with engines of its own, or one role against given ones.
/// Composition only.
@NullMarked
package io.prox.app.running;

import org.jspecify.annotations.NullMarked;
