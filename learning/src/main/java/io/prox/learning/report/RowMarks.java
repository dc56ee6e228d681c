package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;

import io.prox.learning.Estimate;
import io.prox.learning.Proof.EffectPoint;
import io.prox.learning.report.Markup.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Small marks inside the cells of a table, one picture a row, so that the names beside them wrap
/// and are found, read aloud and copied as text.
final class RowMarks {
    private static final double CENTRE = 50;

    private RowMarks() {}

    /// A bar from nothing; the number stands in the cell beside it.
    ///
    /// @param fraction of the cell's width, in [0, 1]
    static Element bar(double fraction) {
        return element(
                        "svg.mark.thin",
                        rectangle("fill", 0, 100 * Math.clamp(fraction, 0, 1), 0, 100))
                .with("aria-hidden", "true");
    }

    /// A dot with its interval, on an axis that all rows of the table share.
    static Element estimate(String style, Axis axis, Estimate estimate) {
        double value = 100 * axis.at(estimate.value());
        return element(
                        "svg.mark",
                        line(
                                "whisker",
                                100 * axis.at(estimate.low()),
                                100 * axis.at(estimate.high())),
                        dot(style, value))
                .with("aria-hidden", "true");
    }

    /// A fall from one quality to a lower one, on an axis from chance to certainty.
    static Element fall(double from, double to) {
        Axis axis = new Axis(Math.min(0.5, Math.min(from, to)), 1, List.of(), String::valueOf);
        return element(
                        "svg.mark.fall",
                        line("rail", 0, 100),
                        line("drop", 100 * axis.at(to), 100 * axis.at(from)),
                        dot("hollow", 100 * axis.at(from)),
                        dot("first", 100 * axis.at(to)))
                .with("aria-hidden", "true");
    }

    /// A category's effect: a bar from the middle, blue to the right where it raises, orange to the
    /// left where it lowers.
    ///
    /// @param axis the same distance to both sides of 0
    static Element effectBar(Axis axis, EffectPoint point) {
        double end = 100 * axis.at(point.contribution());
        return effect(
                point,
                rectangle(tone(point), Math.min(CENTRE, end), Math.abs(end - CENTRE), 22, 56),
                line("whisker", 100 * axis.at(point.low()), 100 * axis.at(point.high())));
    }

    /// One stop of a number's effect: a dot, joined to the stops above and below it.
    ///
    /// @param above the contribution one row higher
    /// @param below the contribution one row lower
    static Element effectStop(
            Axis axis, EffectPoint point, Optional<Double> above, Optional<Double> below) {
        double here = 100 * axis.at(point.contribution());
        List<Markup> path = new ArrayList<>();
        above.ifPresent(
                value ->
                        path.add(
                                Plot.line("path", (here + 100 * axis.at(value)) / 2, 0, here, 50)));
        below.ifPresent(
                value ->
                        path.add(
                                Plot.line(
                                        "path", here, 50, (here + 100 * axis.at(value)) / 2, 100)));
        return effect(
                point,
                line("whisker", 100 * axis.at(point.low()), 100 * axis.at(point.high())),
                path,
                dot(tone(point), here));
    }

    private static Element effect(EffectPoint point, Object... marks) {
        return element(
                        "svg.mark.effect",
                        element(
                                "title",
                                "%s in log-odds, 90 of 100 leads between %s and %s"
                                        .formatted(
                                                Numbers.signed(point.contribution()),
                                                Numbers.signed(point.low()),
                                                Numbers.signed(point.high()))),
                        Plot.line("zero", CENTRE, 0, CENTRE, 100),
                        List.of(marks))
                .with("role", "img");
    }

    private static String tone(EffectPoint point) {
        return point.contribution() >= 0 ? "raises" : "lowers";
    }

    private static Element line(String style, double from, double to) {
        return Plot.line(style, from, 50, to, 50);
    }

    private static Element dot(String style, double x) {
        return element("circle." + style)
                .with("cx", Plot.percent(x))
                .with("cy", "50%")
                .with("r", "3.5");
    }

    private static Element rectangle(
            String style, double from, double width, double top, double height) {
        return element("rect." + style)
                .with("x", Plot.percent(from))
                .with("y", Plot.percent(top))
                .with("width", Plot.percent(width))
                .with("height", Plot.percent(height));
    }
}
