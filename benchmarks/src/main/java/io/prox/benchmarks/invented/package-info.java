/// Leads that are made up, so that what is true of them is known. Read [KnownTruth] first.
@NullMarked
package io.prox.benchmarks.invented;

import org.jspecify.annotations.NullMarked;
