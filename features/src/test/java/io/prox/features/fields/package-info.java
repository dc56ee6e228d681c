/// Tests of what a column's name and values tell.
@NullMarked
package io.prox.features.fields;

import org.jspecify.annotations.NullMarked;
