/// The way to components that run in other processes, so that a browser knows one address only.
@NullMarked
package io.prox.console.routes;

import org.jspecify.annotations.NullMarked;
