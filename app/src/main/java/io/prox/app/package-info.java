/// The command line: composition only.
@NullMarked
package io.prox.app;

import org.jspecify.annotations.NullMarked;
