package io.prox.learning;

import io.prox.learning.Proof.Certainty;
import io.prox.learning.Proof.Data;
import io.prox.learning.Proof.Leak;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.TimeSplit;
import io.prox.learning.Proof.Top;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the figures amount to, in words.
final class Conclusions {
    /// The lower end of the ROC-AUC's interval from which each verdict holds. Below the last one a
    /// ranking changes so little about whom to call that nobody would notice: with 0.56, calling
    /// the better half reaches 55 % of the buyers.
    private static final double STRONG = 0.80;

    private static final double USEFUL = 0.65;
    private static final double WEAK = 0.56;

    private static final double HEADLINE_SHARE = 0.20;
    private static final int FEW_CONVERSIONS = 200;

    private Conclusions() {}

    static Verdict verdict(Metrics metrics) {
        double low = metrics.rocAuc().low();
        if (low >= STRONG) {
            return Verdict.STRONG;
        }
        if (low >= USEFUL) {
            return Verdict.USEFUL;
        }
        return low >= WEAK ? Verdict.WEAK : Verdict.NONE;
    }

    static String headline(Verdict verdict, Metrics metrics) {
        if (verdict == Verdict.NONE) {
            return "Nothing in these columns says reliably who will convert.";
        }
        Top top =
                metrics.top().stream()
                        .filter(each -> each.share() == HEADLINE_SHARE)
                        .findFirst()
                        .orElseThrow();
        return "If you call the top 20 %%, you reach %.0f %% of the buyers."
                .formatted(100 * top.captured().value());
    }

    static List<String> cautions(
            Data data, List<Leak> leaks, Optional<TimeSplit> timeSplit, Metrics crossed) {
        List<String> cautions = new ArrayList<>();
        timeSplit
                .filter(TimeSplit::drift)
                .ifPresent(
                        split ->
                                cautions.add(
                                        ("What converts changes over time: on the latest leads the ROC-AUC is %.2f, not %.2f."
                                                        + " The lower figure counts; train again often.")
                                                .formatted(
                                                        split.metrics().rocAuc().value(),
                                                        crossed.rocAuc().value())));
        for (Leak leak : leaks) {
            if (leak.kept()) {
                cautions.add(
                        "'%s' knows the outcome and was kept on request; the figures are too good to be true."
                                .formatted(leak.column()));
            } else if (leak.certainty() == Certainty.SUSPECT) {
                cautions.add(
                        "'%s' may know the outcome; look at it, and exclude it if it is filled in later."
                                .formatted(leak.column()));
            }
        }
        if (Math.min(data.converted(), data.used() - data.converted()) < FEW_CONVERSIONS) {
            cautions.add(
                    "Only %,d of %,d leads converted: intervals are wide, more outcomes will help."
                            .formatted(data.converted(), data.used()));
        }
        return cautions;
    }
}
