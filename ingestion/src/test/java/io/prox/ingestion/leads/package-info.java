@NullMarked
package io.prox.ingestion.leads;

import org.jspecify.annotations.NullMarked;
