/// Component: sign-in, and everything people look at. Start with [ConsoleConfiguration].
@NullMarked
package io.prox.console;

import org.jspecify.annotations.NullMarked;
