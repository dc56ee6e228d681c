/// What a lead does, folded into whole numbers, and read as named values at an instant.
///
/// The fold is order-free and repeats nothing: counts in buckets of the calendar are sums, and what
/// is too old for a fine bucket goes into a coarser one by the newest bucket alone, so that any
/// order of the same activities gives the same state. Decay happens on reading.
@NullMarked
package io.prox.features.behaviour;

import org.jspecify.annotations.NullMarked;
