/// What each column holds, decided from its name and all of its cells, and why. Read [ColumnKinds]
/// first; the rules for one kind each stand in a class of their own.
@NullMarked
package io.prox.tables.kinds;

import org.jspecify.annotations.NullMarked;
