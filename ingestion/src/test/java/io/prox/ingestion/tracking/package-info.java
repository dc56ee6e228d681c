@NullMarked
package io.prox.ingestion.tracking;

import org.jspecify.annotations.NullMarked;
