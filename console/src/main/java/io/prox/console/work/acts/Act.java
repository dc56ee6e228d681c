package io.prox.console.work.acts;

import io.prox.console.work.Status;
import java.util.Optional;

/// Something that is done with a lead.
sealed interface Act {
    /// In the audit log.
    String action();

    /// Take it.
    record Claim() implements Act {
        @Override
        public String action() {
            return "work.claimed";
        }
    }

    /// Give it back.
    record Release() implements Act {
        @Override
        public String action() {
            return "work.released";
        }
    }

    /// Give it to somebody.
    record Assign(String owner) implements Act {
        @Override
        public String action() {
            return "work.assigned";
        }
    }

    /// Say how far it is.
    ///
    /// @param reason of a disqualification, and of nothing else
    /// @param note in the person's words
    record SetStatus(Status status, Optional<Reason> reason, Optional<String> note) implements Act {
        @Override
        public String action() {
            return "work.status";
        }
    }
}
