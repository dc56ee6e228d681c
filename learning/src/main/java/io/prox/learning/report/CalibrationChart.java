package io.prox.learning.report;

import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.report.Markup.Element;
import io.prox.learning.report.Plot.Anchor;
import io.prox.learning.report.Plot.Point;
import io.prox.learning.report.Plot.Stretch;
import java.util.stream.Collectors;

/// What was stated against what happened: dots on the diagonal mean that a probability is to be
/// taken at its word.
final class CalibrationChart {
    private CalibrationChart() {}

    /// @param id unique on the page
    /// @param measurement with at least one bin
    static Element of(String id, Measurement measurement) {
        double reach =
                measurement.calibration().stream()
                        .mapToDouble(bin -> Math.max(bin.predicted(), bin.observed().high()))
                        .max()
                        .orElse(1);
        Axis both = Axis.percent(reach);
        Plot plot =
                new Plot(both, both)
                        .straight("chance", new Point(0, 0), new Point(both.high(), both.high()))
                        // over its end, above all that is drawn
                        .label(
                                "quiet",
                                new Point(both.high(), both.high()),
                                "stated = converted",
                                Anchor.END,
                                0,
                                -6);
        for (CalibrationBin bin : measurement.calibration()) {
            plot.whisker(
                    "whisker",
                    new Stretch(bin.predicted(), bin.observed().low(), bin.observed().high()));
        }
        for (CalibrationBin bin : measurement.calibration()) {
            plot.dot("first", new Point(bin.predicted(), bin.observed().value()), 4);
        }
        measurement
                .tellingBin()
                .ifPresent(
                        bin ->
                                plot.label(
                                        "strong",
                                        new Point(bin.predicted(), bin.observed().value()),
                                        "says %s: %s convert"
                                                .formatted(
                                                        Numbers.percent(bin.predicted()),
                                                        Numbers.percent(bin.observed().value())),
                                        bin.predicted() > both.high() / 2
                                                ? Anchor.END
                                                : Anchor.START,
                                        bin.predicted() > both.high() / 2 ? -10 : 10,
                                        bin.predicted() > both.high() / 2 ? -10 : 18));
        return plot.figure(
                id,
                "Stated probability against share that converted",
                measurement.calibration().stream()
                        .map(
                                bin ->
                                        "Stated %s, converted %s."
                                                .formatted(
                                                        Numbers.percent(bin.predicted()),
                                                        Numbers.percent(bin.observed().value())))
                        .collect(Collectors.joining(" ")),
                "Stated probability",
                "Share that converted",
                ("Each dot: about %s leads of similar probability. Whiskers: 95 of 100"
                                + " repetitions. %s.")
                        .formatted(
                                Numbers.count(
                                        measurement.leads() / measurement.calibration().size()),
                                measurement.words()));
    }
}
