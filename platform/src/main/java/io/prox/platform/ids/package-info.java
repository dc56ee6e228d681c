/// Identifiers of things that ProX makes.
@NullMarked
package io.prox.platform.ids;

import org.jspecify.annotations.NullMarked;
