/// Leads looked at from further off: by the companies they belong to, and all together. Computed
/// from the read model of the list.
@NullMarked
package io.prox.console.work.overview;

import org.jspecify.annotations.NullMarked;
