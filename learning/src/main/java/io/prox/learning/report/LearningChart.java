package io.prox.learning.report;

import io.prox.learning.Proof.CurvePoint;
import io.prox.learning.report.Markup.Element;
import io.prox.learning.report.Plot.Anchor;
import io.prox.learning.report.Plot.Point;
import io.prox.learning.report.Plot.Stretch;
import java.util.List;
import java.util.stream.Collectors;

/// Quality by number of leads learnt from. Its vertical axis does not begin at nothing: the
/// question is whether the curve still rises.
final class LearningChart {
    private LearningChart() {}

    /// @param curve at least two points
    static Element of(List<CurvePoint> curve) {
        double low = curve.stream().mapToDouble(point -> point.rocAuc().low()).min().orElse(0.5);
        double high = curve.stream().mapToDouble(point -> point.rocAuc().high()).max().orElse(1);
        Axis leads =
                Axis.round(
                        0, curve.getLast().leads(), 4, value -> Numbers.count(Math.round(value)));
        Axis quality = Axis.round(low, high, 4, value -> Numbers.decimal(value, 2));
        Plot plot =
                new Plot(leads, quality)
                        .band(
                                "first",
                                curve.stream()
                                        .map(
                                                point ->
                                                        new Stretch(
                                                                point.leads(),
                                                                point.rocAuc().low(),
                                                                point.rocAuc().high()))
                                        .toList())
                        .curve(
                                "first",
                                curve.stream()
                                        .map(
                                                point ->
                                                        new Point(
                                                                point.leads(),
                                                                point.rocAuc().value()))
                                        .toList());
        for (CurvePoint point : curve) {
            plot.dot("first", new Point(point.leads(), point.rocAuc().value()), 4);
        }
        CurvePoint last = curve.getLast();
        plot.label(
                "strong",
                new Point(last.leads(), last.rocAuc().value()),
                Numbers.figure(last.rocAuc()),
                Anchor.END,
                -4,
                22);
        return plot.figure(
                "learning-chart",
                "ROC-AUC by number of leads learnt from",
                curve.stream()
                        .map(
                                point ->
                                        "%s leads: %s."
                                                .formatted(
                                                        Numbers.count(point.leads()),
                                                        Numbers.figure(point.rocAuc())))
                        .collect(Collectors.joining(" ")),
                "Leads learnt from",
                "ROC-AUC",
                "Band: 95 of 100 repetitions. The vertical axis does not begin at nothing.");
    }
}
