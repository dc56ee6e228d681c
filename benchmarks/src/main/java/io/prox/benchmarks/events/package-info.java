/// Events sent to the door of ProX, and what must have become of them: what is told comes from
/// [ToldEvents], goes by [EventSender], and [EventsTruth] judges what became of it.
@NullMarked
package io.prox.benchmarks.events;

import org.jspecify.annotations.NullMarked;
