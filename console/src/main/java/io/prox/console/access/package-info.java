/// Sign-in, and the administration of a workspace: users, keys, settings, audit. Start with
/// [AccessConfiguration] and [SignIn].
@NullMarked
package io.prox.console.access;

import org.jspecify.annotations.NullMarked;
