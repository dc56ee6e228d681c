package io.prox.platform.log;

import java.util.List;

/// Folds facts into a component's state.
///
/// @param <F> what the topic holds
@FunctionalInterface
public interface BatchHandler<F> {
    /// Folds a micro-batch within the running transaction: reads the rows that it touches, folds in
    /// memory, writes set-wise, and lays what follows into the outbox.
    ///
    /// May be called again with the same facts, also in batches cut otherwise, if the transaction
    /// did not commit. Facts met before are to be dropped by their revision.
    ///
    /// @param batch in the order of each partition, at least one
    /// @return one outcome for each fact, in the same order
    List<Outcome> handle(List<Received<F>> batch);
}
