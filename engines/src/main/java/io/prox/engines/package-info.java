/// The PostgreSQL and the Kafka that ProX brings along: started, kept and ended with the process
/// that needs them. No framework. Read [Engines] first; tests of other modules begin at
/// `io.prox.engines.testkit`.
@NullMarked
package io.prox.engines;

import org.jspecify.annotations.NullMarked;
