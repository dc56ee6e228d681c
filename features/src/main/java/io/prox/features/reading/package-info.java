/// A lead as somebody sends it, made fit to use or refused with reasons, and what of it may be
/// known downstream: pure, without clock or store. The same lines read leads that are kept and
/// leads that are only scored. Start with [LeadDraft] and [LeadReading].
@NullMarked
package io.prox.features.reading;

import org.jspecify.annotations.NullMarked;
