/// Tests of one spelling for what people write in many.
@NullMarked
package io.prox.features.normal;

import org.jspecify.annotations.NullMarked;
