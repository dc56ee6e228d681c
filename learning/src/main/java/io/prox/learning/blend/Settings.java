package io.prox.learning.blend;

import java.util.List;

/// What was chosen: how the trees are grown, and how much each part counts in log-odds.
///
/// @param parts of trees; at least one has a weight above 0
/// @param linearWeight of the regression; with the parts' weights it adds up to 1
public record Settings(List<Part> parts, double linearWeight) {
    public Settings {
        parts = List.copyOf(parts);
    }

    /// Trees of one kind.
    ///
    /// @param rounds trees of each member
    /// @param weight in [0, 1]
    public record Part(Growth growth, int rounds, double weight) {

        /// For the model card: `16 leaves, 171 rounds, weight 0.50`.
        public String words() {
            return "%s, %d rounds, weight %.2f".formatted(growth.name(), rounds, weight);
        }
    }
}
