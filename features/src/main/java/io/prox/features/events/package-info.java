/// Reads what pages, programs and devices tell of people: what happened, when, where, and by which
/// way they came.
@NullMarked
package io.prox.features.events;

import org.jspecify.annotations.NullMarked;
