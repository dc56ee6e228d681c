package io.prox.learning.report;

import io.prox.learning.Estimate;
import io.prox.learning.Proof;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.CurvePoint;
import io.prox.learning.Proof.Leading;
import io.prox.learning.Proof.Leak;
import io.prox.learning.Proof.Top;
import io.prox.learning.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the figures of a proof say, in sentences. They claim what was measured, never a cause.
final class Words {
    private Words() {}

    /// The verdict's consequence.
    static String meaning(Verdict verdict) {
        return switch (verdict) {
            case STRONG -> "These columns tell buyers from others reliably.";
            case USEFUL -> "The order is good enough to change whom you call first.";
            case WEAK ->
                    "The order is better than chance, but not by much: use it as one hint among"
                            + " others.";
            case NONE ->
                    "Calling in this order would bring no more than calling at random, so ProX does"
                            + " not pretend that it has an answer.";
        };
    }

    /// What would make the answer better; empty where it is good.
    static List<String> advice(Verdict verdict) {
        return switch (verdict) {
            case STRONG, USEFUL -> List.of();
            case WEAK, NONE ->
                    List.of(
                            "Add what leads did: visits, pages, e-mails opened, forms, calls."
                                    + " Behaviour usually says more than a profile.",
                            "Add what you know of them at the time of the call: source, campaign,"
                                    + " role, company size, industry, country.",
                            "Add more leads whose outcome is known; at least a few hundred that"
                                    + " bought.",
                            "Check that the outcome column says what you mean by a buyer.");
        };
    }

    /// What was done about columns that know the outcome, where no caution speaks of them; empty
    /// where none was left out.
    static String leftOut(List<Leak> leaks) {
        long count = leaks.stream().filter(Leak::excluded).count();
        if (count == 0) {
            return "";
        }
        return count == 1
                ? "One column that knows the outcome was left out; the figures are those without it."
                : "%s columns that know the outcome were left out; the figures are those without them."
                        .formatted(Numbers.count(count));
    }

    /// How far to trust the headline.
    static List<String> certainty(Measurement measurement, Optional<Top> top) {
        Optional<String> repetition =
                top.map(
                        called ->
                                ("%s If this were repeated with other leads of the same kind, the"
                                                + " top %s would reach between %s and %s of the"
                                                + " buyers 95 times in 100.")
                                        .formatted(
                                                sureness(called.captured()),
                                                Numbers.share(called.share()),
                                                Numbers.percent(called.captured().low()),
                                                Numbers.percent(called.captured().high())));
        String basis =
                ("Measured on %s leads, %s of which bought (%s). Each was scored by a"
                                + " model that had never seen it.")
                        .formatted(
                                Numbers.count(measurement.leads()),
                                Numbers.count(measurement.buyers()),
                                Numbers.percent(measurement.rate()));
        return Stream.concat(repetition.stream(), Stream.of(basis)).toList();
    }

    private static String sureness(Estimate captured) {
        double width = captured.high() - captured.low();
        if (width <= 0.06) {
            return "Quite sure.";
        }
        return width <= 0.16 ? "Fairly sure." : "Only roughly.";
    }

    /// What stands where cautions would stand; claims only what was looked for and not found.
    static String noCautions(Proof proof) {
        String drift =
                proof.timeSplit().isPresent()
                        ? " Later leads are predicted as well as earlier ones."
                        : "";
        return "No column was found that knows the outcome." + drift;
    }

    /// With what a perfect order would reach: where many convert, no order reaches many of them
    /// with few calls.
    static String gains(Measurement measurement) {
        return measurement
                .top(0.1)
                .filter(_ -> measurement.rate() > 0)
                .map(
                        top ->
                                ("The first %s of calls reach %s of the buyers, %s as"
                                                + " many as random calls; a perfect order"
                                                + " would reach %s.")
                                        .formatted(
                                                Numbers.share(top.share()),
                                                Numbers.percent(top.captured().value()),
                                                Numbers.factor(top.lift().value()),
                                                Numbers.percent(
                                                        Math.min(
                                                                1,
                                                                top.share() / measurement.rate()))))
                .orElse("How many buyers are reached by calling so many leads, best first.");
    }

    static String calibration(Measurement measurement) {
        return measurement
                .tellingBin()
                .map(Words::saysAndDid)
                .orElse("Whether a probability is to be taken at its word.");
    }

    private static String saysAndDid(CalibrationBin bin) {
        return "When ProX says %s, %s converted."
                .formatted(Numbers.percent(bin.predicted()), Numbers.outOf(bin.observed().value()));
    }

    /// What the model adds to the best of the simpler ways.
    static String comparison(List<Contender> comparison) {
        Contender model = comparison.getFirst();
        Optional<Contender> rival =
                comparison.stream()
                        .skip(1)
                        .max(
                                (one, other) ->
                                        Double.compare(
                                                one.metrics().rocAuc().value(),
                                                other.metrics().rocAuc().value()));
        if (rival.isEmpty()) {
            return "Nothing simpler was measured beside it.";
        }
        double gain = model.metrics().rocAuc().value() - rival.get().metrics().rocAuc().value();
        String name = PlainText.fit(PlainText.name(rival.get().name()), 60);
        if (Math.abs(gain) < 0.0005) {
            return "%s ranks as well as ProX.".formatted(name);
        }
        return "ProX ranks %s than the best of the simpler ways (%s) by %s in ROC-AUC."
                .formatted(gain > 0 ? "better" : "worse", name, Numbers.decimal(Math.abs(gain), 3));
    }

    /// The sentence goes on with the name of the column that gives the order, then with [#rates].
    static String earlierAndLater(Proof.TimeSplit split) {
        return "Trained on the %s earlier leads, tested on the %s later ones, ordered by "
                .formatted(Numbers.count(split.trained()), Numbers.count(split.tested()));
    }

    static String rates(Proof.TimeSplit split, Leading leading) {
        return ". %s of the earlier and %s of the later leads converted. %s"
                .formatted(
                        Numbers.percent(split.trainedRate()),
                        Numbers.percent(split.testedRate()),
                        leading == Leading.TIME_SPLIT
                                ? "The verdict speaks of this measurement, because it is the lower."
                                : "The verdict speaks of the cross-validation, because it is the"
                                        + " lower.");
    }

    static String drift(boolean drift) {
        return drift
                ? "Something changed over time: the later leads are predicted worse than chance of"
                        + " the draw explains. Expect the lower figures on new leads, and train"
                        + " again soon."
                : "No drift: the later leads are predicted as well as chance of the draw allows.";
    }

    /// Whether more leads would help, from what the last doubling brought: the curve gains about as
    /// much with each doubling as with the one before, or less.
    ///
    /// @param curve at least two points
    static String learning(List<CurvePoint> curve) {
        CurvePoint last = curve.getLast();
        CurvePoint before = curve.get(curve.size() - 2);
        double doublings = Math.log((double) last.leads() / before.leads()) / Math.log(2);
        double gain = (last.rocAuc().value() - before.rocAuc().value()) / Math.max(doublings, 0.1);
        String measured =
                "From %s to %s leads the ROC-AUC went from %s to %s. "
                        .formatted(
                                Numbers.count(before.leads()),
                                Numbers.count(last.leads()),
                                Numbers.decimal(before.rocAuc().value(), 3),
                                Numbers.decimal(last.rocAuc().value(), 3));
        if (gain >= 0.01) {
            return measured + "The curve still rises: more leads would probably help.";
        }
        return measured
                + (gain >= 0.003
                        ? "More leads would help a little."
                        : "More leads of the same kind would hardly help; other columns might.");
    }

    /// What was done with a column that knows, or may know, the outcome.
    static String handling(Leak leak) {
        String done = leak.excluded() ? "left out" : "kept";
        return leak.kept() ? done + ", because you asked for it" : done;
    }
}
