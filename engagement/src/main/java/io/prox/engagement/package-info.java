/// Component: what each lead does, live. Start with [EngagementConfiguration].
///
/// Activities come in through [io.prox.engagement.folding], which keeps each once, folds them into
/// what scoring learns from and scores with, and publishes that. [io.prox.engagement.timeline]
/// shows them.
@NullMarked
package io.prox.engagement;

import org.jspecify.annotations.NullMarked;
