package io.prox.scoring.history;

import io.prox.contracts.LeadId;
import java.time.Instant;
import java.util.Map;

/// A lead at one instant, as known then, with what became of it: a row to learn from.
///
/// @param row named cells
public record Snapshot(LeadId lead, Instant at, Label label, Map<String, String> row) {
    /// What became of a lead within the horizon after a snapshot.
    public enum Label {
        CONVERTED(1),
        NOT_CONVERTED(0),
        /// Nobody knows yet.
        OPEN(-1);

        private final byte code;

        Label(int code) {
            this.code = (byte) code;
        }

        /// As the learner wants it: 1, 0 or -1.
        public byte code() {
            return code;
        }
    }
}
