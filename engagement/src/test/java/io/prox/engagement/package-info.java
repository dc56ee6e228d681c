@NullMarked
package io.prox.engagement;

import org.jspecify.annotations.NullMarked;
