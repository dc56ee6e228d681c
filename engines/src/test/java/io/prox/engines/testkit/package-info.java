@NullMarked
package io.prox.engines.testkit;

import org.jspecify.annotations.NullMarked;
