package io.prox.platform.log;

import static java.util.Objects.requireNonNull;

import io.prox.platform.problems.ProblemType;
import java.time.Duration;

/// What a handler says of one fact.
public sealed interface Outcome {
    Outcome DONE = new Done();

    /// The fact's effect is in the transaction.
    record Done() implements Outcome {}

    /// The world is at fault: something that the handler needs does not answer. The whole batch is
    /// rolled back and comes again.
    ///
    /// @param delay to wait before
    /// @param reason for the operator
    record RetryLater(Duration delay, String reason) implements Outcome {
        public RetryLater {
            requireNonNull(delay, "delay");
            requireNonNull(reason, "reason");
        }
    }

    /// The fact is at fault: no retry helps. It is kept with its bytes, and the others go on.
    ///
    /// @param detail what about it, without personal data
    record Reject(ProblemType type, String detail) implements Outcome {
        public Reject {
            requireNonNull(type, "type");
            requireNonNull(detail, "detail");
        }
    }
}
