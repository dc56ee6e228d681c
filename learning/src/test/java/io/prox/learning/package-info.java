/// Learning as a whole. [Leads] makes up the data.
@NullMarked
package io.prox.learning;

import org.jspecify.annotations.NullMarked;
