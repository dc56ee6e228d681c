/// What people do with leads: take them, give them away, say how far they are. Start with [Acts];
/// the rules of it are in [Deciding].
@NullMarked
package io.prox.console.work.acts;

import org.jspecify.annotations.NullMarked;
