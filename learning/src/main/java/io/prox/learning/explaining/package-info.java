/// Contributions in words that a sales person understands, against what is usual. Read
/// [ColumnSummary] first.
@NullMarked
package io.prox.learning.explaining;

import org.jspecify.annotations.NullMarked;
