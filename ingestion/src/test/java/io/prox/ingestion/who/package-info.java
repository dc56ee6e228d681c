@NullMarked
package io.prox.ingestion.who;

import org.jspecify.annotations.NullMarked;
