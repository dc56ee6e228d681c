/// The PostgreSQL of a process: transactions that name their workspace, and the migrations of each
/// component's schema. Start with [Database].
@NullMarked
package io.prox.platform.database;

import org.jspecify.annotations.NullMarked;
