/// The fields that ProX understands of a lead, and how a column's name and values tell which of
/// them it holds. Read [StandardField] first.
@NullMarked
package io.prox.features.fields;

import org.jspecify.annotations.NullMarked;
