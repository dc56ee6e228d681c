/// Tests of the command line, the launcher and the walls between modules.
@NullMarked
package io.prox.app;

import org.jspecify.annotations.NullMarked;
