/// The system as a whole. So far: the walls between its modules.
@NullMarked
package io.prox.acceptance;

import org.jspecify.annotations.NullMarked;
