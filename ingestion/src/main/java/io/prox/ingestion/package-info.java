/// Component: leads in, and who is who. Start with [IngestionConfiguration]; what it keeps is in
/// [io.prox.ingestion.statements]; what it lets in, [io.prox.features.reading] says.
@NullMarked
package io.prox.ingestion;

import org.jspecify.annotations.NullMarked;
