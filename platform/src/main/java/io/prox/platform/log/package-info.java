/// The log: how a component publishes facts and folds those of others. Start with [ConsumerLoop]
/// and [Outbox].
///
/// Whatever a component does with a fact lies in its PostgreSQL schema, and so does the offset up
/// to which it has read; both are written in one transaction. What it publishes in turn goes
/// through an outbox row of that same transaction. A crash at any instant therefore changes nothing
/// but the time that things take.
@NullMarked
package io.prox.platform.log;

import org.jspecify.annotations.NullMarked;
