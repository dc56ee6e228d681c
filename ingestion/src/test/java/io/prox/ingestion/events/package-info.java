@NullMarked
package io.prox.ingestion.events;

import org.jspecify.annotations.NullMarked;
