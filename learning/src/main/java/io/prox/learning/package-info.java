/// A table with an outcome into a trained, calibrated, explained model, and the proof of how well
/// it works. Pure: values in, values out; randomness is seeded, so that the same rows and the same
/// seed give the same bytes. Read [Proof] first: it is what a reader of the report gets.
@NullMarked
package io.prox.learning;

import org.jspecify.annotations.NullMarked;
