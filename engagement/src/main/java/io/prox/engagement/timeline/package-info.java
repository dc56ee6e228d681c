/// What a lead did, for people who look at it.
@NullMarked
package io.prox.engagement.timeline;

import org.jspecify.annotations.NullMarked;
