package io.prox.learning.blend;

import io.prox.learning.trees.Trained;
import java.util.List;

/// A number of rounds that serves several runs alike.
///
/// @param rounds at least 1
/// @param loss mean log-loss of the held-back rows after that many rounds
record Rounds(int rounds, double loss) {

    /// The rounds with the least mean loss, among those that every run reached.
    static Rounds best(List<Trained> runs) {
        int reached = runs.stream().mapToInt(run -> run.validLogLoss().size()).min().orElseThrow();
        Rounds best = new Rounds(1, Double.MAX_VALUE);
        for (int round = 0; round < reached; round++) {
            double sum = 0;
            for (Trained run : runs) {
                sum += run.validLogLoss().get(round);
            }
            if (sum / runs.size() < best.loss()) {
                best = new Rounds(round + 1, sum / runs.size());
            }
        }
        return best;
    }
}
