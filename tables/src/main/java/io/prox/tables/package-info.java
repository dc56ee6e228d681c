/// Files and streams as people have them, read into typed columns: dialect, encoding, and the kind
/// of each column, each decision with its reason. Pure: bytes in, values out; no framework and no
/// clock. Read [Table] and [ColumnSchema] first.
@NullMarked
package io.prox.tables;

import org.jspecify.annotations.NullMarked;
