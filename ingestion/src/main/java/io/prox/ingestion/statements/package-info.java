/// What sources say of leads, and the fold of it: pure, without clock or store. Start with
/// [Statement] and [Known].
@NullMarked
package io.prox.ingestion.statements;

import org.jspecify.annotations.NullMarked;
