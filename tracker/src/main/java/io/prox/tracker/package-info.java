/// The script by which pages tell what is done on them, for whoever serves it: see [Tracker]. Its
/// sources are beside these, in `script`.
@NullMarked
package io.prox.tracker;

import org.jspecify.annotations.NullMarked;
