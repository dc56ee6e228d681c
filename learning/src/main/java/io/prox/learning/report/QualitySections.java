package io.prox.learning.report;

import static io.prox.learning.report.Markup.count;
import static io.prox.learning.report.Markup.element;
import static io.prox.learning.report.Markup.number;

import io.prox.learning.Estimate;
import io.prox.learning.Proof;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.CurvePoint;
import io.prox.learning.Proof.GainsPoint;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.Top;
import io.prox.learning.report.Markup.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// How good the order and the probabilities are: gains, calibration, all figures, simpler ways, the
/// later leads, and what more data would bring.
final class QualitySections {
    /// A figure of a classifier, with what it means.
    private record Figure(String name, String meaning, Function<Metrics, Estimate> of) {}

    private static final List<Figure> FIGURES =
            List.of(
                    new Figure(
                            "ROC-AUC",
                            "chance that a random buyer is ranked above a random other; 0.5 is"
                                    + " chance",
                            Metrics::rocAuc),
                    new Figure(
                            "PR-AUC",
                            "average precision over the ranking; the base rate is chance",
                            Metrics::prAuc),
                    new Figure(
                            "Log-loss",
                            "mean negative log-likelihood, natural logarithm; lower is better",
                            Metrics::logLoss),
                    new Figure(
                            "Brier score",
                            "mean squared error of the probability; lower is better",
                            Metrics::brier),
                    new Figure(
                            "Calibration error",
                            "mean distance of stated and converted over ten bins of equal size;"
                                    + " lower is better",
                            Metrics::calibrationError));

    private QualitySections() {}

    static List<Section> of(Proof proof) {
        List<Section> sections = new ArrayList<>();
        Measurement leading = Measurement.leading(proof);
        if (leading.gains().size() >= 2) {
            sections.add(gains(leading));
        }
        if (!leading.calibration().isEmpty()) {
            sections.add(calibration(leading));
        }
        sections.add(figures(proof));
        if (!leading.comparison().isEmpty()) {
            sections.add(comparison(leading));
        }
        proof.timeSplit().ifPresent(split -> sections.add(time(proof, split)));
        sections.add(learning(proof.learningCurve()));
        return sections;
    }

    private static Section gains(Measurement leading) {
        return new Section(
                "gains",
                "Whom you reach",
                Words.gains(leading),
                GainsChart.of(leading),
                gainsTable("gains-table", leading).behind("The numbers behind the curve"));
    }

    private static DataTable gainsTable(String id, Measurement measurement) {
        DataTable table =
                new DataTable(id, "Buyers reached by leads called, " + measurement.words())
                        .figures("Leads called")
                        .estimates("Buyers reached");
        for (GainsPoint point : measurement.gains()) {
            table.row(number(Numbers.share(point.share()), point.share()), share(point.captured()));
        }
        return table;
    }

    private static Section calibration(Measurement leading) {
        return new Section(
                "calibration",
                "Can you trust a probability?",
                Words.calibration(leading),
                CalibrationChart.of("calibration-chart", leading),
                calibrationTable("calibration-table", leading)
                        .behind("The numbers behind the dots"));
    }

    private static DataTable calibrationTable(String id, Measurement measurement) {
        DataTable table =
                new DataTable(id, "Stated and converted, " + measurement.words())
                        .figures("Leads")
                        .figures("Stated")
                        .estimates("Converted");
        for (CalibrationBin bin : measurement.calibration()) {
            table.row(
                    count(bin.leads()),
                    number(Numbers.percent(bin.predicted()), bin.predicted()),
                    share(bin.observed()));
        }
        return table;
    }

    private static Section figures(Proof proof) {
        List<Measurement> measurements = Measurement.all(proof);
        DataTable table = new DataTable("figures-table", "All figures").words("Figure");
        measurements.forEach(measurement -> table.estimates(measurement.words()));
        for (Figure figure : FIGURES) {
            table.row(
                    cells(
                            explained(figure.name(), figure.meaning()),
                            measurements.stream()
                                    .map(measurement -> figure.of().apply(measurement.metrics()))));
        }
        List<Top> tops = measurements.getFirst().metrics().top();
        for (Top top : tops) {
            String name = "Reached by the top " + Numbers.share(top.share());
            table.row(
                    cells(
                            top.equals(tops.getFirst())
                                    ? explained(
                                            name, "share of all buyers who are among these calls")
                                    : name,
                            tops(measurements, top.share())
                                    .map(at -> at.map(Top::captured).map(QualitySections::share))));
        }
        for (Top top : tops) {
            String name = "Lift of the top " + Numbers.share(top.share());
            table.row(
                    cells(
                            top.equals(tops.getFirst())
                                    ? explained(
                                            name,
                                            "buyers among these calls by what as many random"
                                                    + " calls give")
                                    : name,
                            tops(measurements, top.share())
                                    .map(at -> at.map(Top::lift).map(QualitySections::lift))));
        }
        return new Section(
                "figures",
                "All figures",
                "With the interval in which 95 of 100 repetitions would lie.",
                table.show());
    }

    private static Stream<Optional<Top>> tops(List<Measurement> measurements, double share) {
        return measurements.stream().map(measurement -> measurement.top(share));
    }

    private static List<Markup> explained(String name, String meaning) {
        return List.of(new Markup.Text(name), element("small", meaning));
    }

    /// Empty cells stand for figures that were not measured.
    private static Object[] cells(Object name, Stream<?> figures) {
        return Stream.concat(Stream.of(name), figures).toArray();
    }

    private static Section comparison(Measurement leading) {
        return new Section(
                "comparison",
                "Beside simpler ways",
                Words.comparison(leading.comparison()),
                comparisonTable("comparison-table", leading).show(),
                contendersTable("contenders-table", leading)
                        .behind("All figures of all ways of ranking"));
    }

    /// What a reader compares first; the rest is in [#contendersTable].
    private static DataTable comparisonTable(String id, Measurement measurement) {
        List<Contender> contenders = measurement.comparison();
        Axis axis =
                Axis.round(
                        contenders.stream()
                                .mapToDouble(contender -> contender.metrics().rocAuc().low())
                                .min()
                                .orElse(0.5),
                        contenders.stream()
                                .mapToDouble(contender -> contender.metrics().rocAuc().high())
                                .max()
                                .orElse(1),
                        4,
                        value -> Numbers.decimal(value, 2));
        DataTable table =
                new DataTable(id, "ProX beside simpler ways, " + measurement.words())
                        .words("Way of ranking")
                        .picture(
                                "ROC-AUC from %s to %s"
                                        .formatted(axis.words(axis.low()), axis.words(axis.high())))
                        .estimates("ROC-AUC")
                        .spareEstimates("Log-loss")
                        .estimates("Top 20" + Numbers.NO_BREAK + "% reaches");
        for (int i = 0; i < contenders.size(); i++) {
            Metrics metrics = contenders.get(i).metrics();
            table.row(
                    Markup.name(PlainText.fit(contenders.get(i).name(), 60)),
                    RowMarks.estimate(i == 0 ? "first" : "other", axis, metrics.rocAuc()),
                    compared(metrics.rocAuc()),
                    compared(metrics.logLoss()),
                    metrics.top().stream()
                            .filter(top -> Math.abs(top.share() - 0.2) < 1e-9)
                            .findFirst()
                            .map(top -> share(top.captured())));
        }
        return table;
    }

    /// Every figure of every contender, one a row.
    private static DataTable contendersTable(String id, Measurement measurement) {
        DataTable table =
                new DataTable(id, "All figures of all ways, " + measurement.words())
                        .words("Way of ranking")
                        .terms("Figure")
                        .estimates("Measured");
        for (Contender contender : measurement.comparison()) {
            for (Figure figure : FIGURES) {
                table.row(
                        Markup.name(contender.name()),
                        figure.name(),
                        figure.of().apply(contender.metrics()));
            }
            for (Top top : contender.metrics().top()) {
                String share = Numbers.share(top.share());
                table.row(
                        Markup.name(contender.name()),
                        "Reached by the top " + share,
                        share(top.captured()));
                table.row(
                        Markup.name(contender.name()),
                        "Lift of the top " + share,
                        lift(top.lift()));
            }
        }
        return table;
    }

    private static Section time(Proof proof, Proof.TimeSplit split) {
        Measurement first = Measurement.all(proof).getFirst();
        Measurement second = Measurement.all(proof).get(1);
        List<Object> content = new ArrayList<>();
        content.add(
                element(
                        split.drift() ? "p.caution-line" : "p.calm-line",
                        Words.drift(split.drift())));
        if (first.gains().size() >= 2 && second.gains().size() >= 2) {
            content.add(GainsChart.compare(first, second));
        }
        List<Element> tables = new ArrayList<>();
        if (!second.gains().isEmpty()) {
            tables.add(gainsTable("other-gains-table", second).show());
        }
        if (!second.calibration().isEmpty()) {
            tables.add(CalibrationChart.of("other-calibration-chart", second));
            tables.add(calibrationTable("other-calibration-table", second).show());
        }
        if (!second.comparison().isEmpty()) {
            tables.add(comparisonTable("other-comparison-table", second).show());
            tables.add(contendersTable("other-contenders-table", second).show());
        }
        content.add(
                element(
                        "details",
                        element(
                                "summary",
                                "Gains, calibration and comparison of the other measurement ("
                                        + second.words()
                                        + ")"),
                        tables));
        return new Section(
                "time",
                "On later leads",
                element(
                        "span",
                        Words.earlierAndLater(split),
                        Markup.name(split.orderedBy()),
                        Words.rates(split, proof.leading())),
                content);
    }

    private static Section learning(List<CurvePoint> curve) {
        if (curve.size() < 2) {
            return new Section(
                    "learning",
                    "Would more leads help?",
                    "Not measured: there are too few leads to try with fewer.");
        }
        DataTable table =
                new DataTable("learning-table", "Quality by leads learnt from")
                        .figures("Leads")
                        .estimates("ROC-AUC")
                        .figures("Log-loss");
        for (CurvePoint point : curve) {
            table.row(
                    count(point.leads()),
                    point.rocAuc(),
                    number(Numbers.decimal(point.logLoss(), 3), point.logLoss()));
        }
        return new Section(
                "learning",
                "Would more leads help?",
                Words.learning(curve),
                LearningChart.of(curve),
                table.behind("The numbers behind the curve"));
    }

    private static Markup compared(Estimate estimate) {
        return DataTable.estimate(Numbers.comparedWithInterval(estimate), estimate);
    }

    private static Markup share(Estimate estimate) {
        return DataTable.estimate(Numbers.percentWithInterval(estimate), estimate);
    }

    private static Markup lift(Estimate estimate) {
        return DataTable.estimate(Numbers.factorWithInterval(estimate), estimate);
    }
}
