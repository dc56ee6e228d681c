/// The keys by which a source sends events. Start with [WriteKeys].
@NullMarked
package io.prox.ingestion.keys;

import org.jspecify.annotations.NullMarked;
