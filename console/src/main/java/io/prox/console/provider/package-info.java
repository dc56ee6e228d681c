/// Sign-in by a provider of OpenID Connect: the way there and back, and what is checked of what
/// comes back. Knows nobody's account. Start with [Provider].
@NullMarked
package io.prox.console.provider;

import org.jspecify.annotations.NullMarked;
