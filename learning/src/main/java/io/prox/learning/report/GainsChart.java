package io.prox.learning.report;

import io.prox.learning.Proof.GainsPoint;
import io.prox.learning.Proof.Top;
import io.prox.learning.report.Markup.Element;
import io.prox.learning.report.Plot.Anchor;
import io.prox.learning.report.Plot.Point;
import io.prox.learning.report.Plot.Stretch;
import java.util.List;

/// How many of the buyers are reached by calling so many of the leads, best first.
final class GainsChart {
    private GainsChart() {}

    /// @param measurement with at least two points
    static Element of(Measurement measurement) {
        Plot plot = empty();
        add(plot, "first", measurement.gains());
        measurement
                .top(0.2)
                .ifPresent(
                        top -> {
                            Point point = new Point(top.share(), top.captured().value());
                            plot.straight("guide", new Point(point.x(), 0), point)
                                    .dot("first", point, 4)
                                    .label(
                                            "strong",
                                            point,
                                            "%s of calls: %s of buyers"
                                                    .formatted(
                                                            Numbers.share(top.share()),
                                                            Numbers.percent(point.y())),
                                            Anchor.START,
                                            10,
                                            15);
                        });
        return plot.figure(
                "gains-chart",
                "Buyers reached by leads called",
                describe(measurement),
                "Leads called, best first",
                "Buyers reached",
                "Band: 95 of 100 repetitions. Measured on %s leads, %s of them converted. %s."
                        .formatted(
                                Numbers.count(measurement.leads()),
                                Numbers.count(measurement.buyers()),
                                measurement.words()));
    }

    /// Both measurements in one picture, the leading one first; named below the diagonal, where no
    /// order that is worth drawing comes.
    static Element compare(Measurement first, Measurement second) {
        Plot plot = empty();
        add(plot, "second", second.gains());
        add(plot, "first", first.gains());
        plot.label("name-first", new Point(1, 0.16), "━ " + first.words(), Anchor.END, -4, 0);
        plot.label("name-second", new Point(1, 0.06), "━ " + second.words(), Anchor.END, -4, 0);
        return plot.figure(
                "time-chart",
                "Buyers reached by leads called, in both measurements",
                describe(first) + " " + describe(second),
                "Leads called, best first",
                "Buyers reached",
                "Bands: 95 of 100 repetitions. %s: %s leads. %s: %s leads."
                        .formatted(
                                first.words(),
                                Numbers.count(first.leads()),
                                second.words(),
                                Numbers.count(second.leads())));
    }

    private static Plot empty() {
        return new Plot(Axis.percent(1), Axis.percent(1))
                .straight("chance", new Point(0, 0), new Point(1, 1))
                .label("quiet", new Point(0.75, 0.75), "at random", Anchor.START, 4, 18);
    }

    private static void add(Plot plot, String style, List<GainsPoint> gains) {
        plot.band(
                style,
                gains.stream()
                        .map(
                                point ->
                                        new Stretch(
                                                point.share(),
                                                point.captured().low(),
                                                point.captured().high()))
                        .toList());
        plot.curve(
                style,
                gains.stream()
                        .map(point -> new Point(point.share(), point.captured().value()))
                        .toList());
    }

    private static String describe(Measurement measurement) {
        StringBuilder words = new StringBuilder(measurement.words()).append(": ");
        for (Top top : measurement.metrics().top()) {
            words.append(
                    "the top %s of leads hold %s of the buyers; "
                            .formatted(
                                    Numbers.share(top.share()),
                                    Numbers.percent(top.captured().value())));
        }
        return words.append("a random order would hold as many per cent as it calls.").toString();
    }
}
