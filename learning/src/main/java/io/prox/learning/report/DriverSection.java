package io.prox.learning.report;

import static io.prox.learning.report.Markup.count;
import static io.prox.learning.report.Markup.element;
import static io.prox.learning.report.Markup.number;
import static io.prox.learning.report.Markup.sentence;

import io.prox.learning.Proof;
import io.prox.learning.Proof.ColumnDecision;
import io.prox.learning.Proof.Driver;
import io.prox.learning.Proof.EffectPoint;
import io.prox.learning.report.Markup.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What moves a score: the columns by importance, and for the important ones what each value does.
final class DriverSection {
    /// Bars that are drawn; the table behind them has all.
    private static final int BARS = 15;

    /// Columns whose effect is drawn; the table behind them has all.
    private static final int EFFECTS = 12;

    /// Kinds whose values have an order of their own, which the plot keeps.
    private static final Set<String> ORDERED = Set.of("number", "ordered", "date");

    private static final String MISSING = "missing";

    private DriverSection() {}

    static Section of(Proof proof) {
        List<Driver> drivers = proof.drivers();
        if (drivers.isEmpty()) {
            return new Section("drivers", "What moves the score", "No column does.");
        }
        Map<String, String> kinds =
                proof.columns().stream()
                        .collect(
                                Collectors.toMap(
                                        ColumnDecision::name,
                                        ColumnDecision::kind,
                                        (first, _) -> first));
        List<Driver> drawn =
                drivers.stream()
                        .filter(driver -> driver.effect().size() >= 2)
                        .limit(EFFECTS)
                        .toList();
        return new Section(
                "drivers",
                "What moves the score",
                "Columns by how much they move scores, all leads taken together. Leads like these"
                        + " converted more or less often; that is not to say that the column is the"
                        + " reason.",
                bars(drivers),
                allDrivers(drivers).behind("All columns that the model uses, as numbers"),
                drawn.isEmpty()
                        ? Optional.empty()
                        : element(
                                "p.key",
                                element("b.raises", "+ raises"),
                                " and ",
                                element("b.lowers", "− lowers"),
                                " the score against the average lead, in log-odds; thin lines: 90"
                                        + " of 100 leads with the value. Each plot has its own"
                                        + " scale. Converted: share of the leads with the value."),
                element(
                        "div.cards",
                        drawn.stream()
                                .map(
                                        driver ->
                                                card(
                                                        driver,
                                                        ORDERED.contains(
                                                                kinds.getOrDefault(
                                                                        driver.column(), ""))))
                                .toList()),
                effects(drivers));
    }

    private static Element bars(List<Driver> drivers) {
        double most = Math.max(drivers.getFirst().share(), 1e-9);
        List<Element> rows =
                drivers.stream()
                        .limit(BARS)
                        .map(
                                driver ->
                                        element(
                                                "li",
                                                element("span.name", Markup.name(driver.column())),
                                                RowMarks.bar(driver.share() / most),
                                                element(
                                                        "span.share",
                                                        Numbers.percent(driver.share())),
                                                element("span.side", driver.side().words())))
                        .toList();
        int more = drivers.size() - rows.size();
        return element(
                "div",
                element("ol.bars", rows),
                more > 0
                        ? Optional.of(element("p.quiet", "and %d more".formatted(more)))
                        : Optional.empty());
    }

    private static DataTable allDrivers(List<Driver> drivers) {
        DataTable table =
                new DataTable("drivers-table", "Columns by importance")
                        .words("Column")
                        .terms("Side")
                        .figures("Share")
                        .figures("Importance, log-odds")
                        .words("In words");
        for (Driver driver : drivers) {
            table.row(
                    Markup.name(driver.column()),
                    driver.side().words(),
                    number(Numbers.percent(driver.share()), driver.share()),
                    number(Numbers.decimal(driver.importance(), 3), driver.importance()),
                    sentence(driver.summary()));
        }
        return table;
    }

    private static Element card(Driver driver, boolean ordered) {
        List<EffectPoint> points = arranged(driver.effect(), ordered);
        double reach = reach(points);
        Axis axis = Axis.around(reach, DriverSection::scale);
        List<Element> rows = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            EffectPoint point = points.get(i);
            rows.add(
                    element(
                            "tr",
                            element("th", Markup.name(point.label()))
                                    .with("scope", "row")
                                    .with("title", PlainText.name(point.label())),
                            element(
                                    "td.picture",
                                    ordered
                                            ? RowMarks.effectStop(
                                                    axis,
                                                    point,
                                                    neighbour(points, i, i - 1),
                                                    neighbour(points, i, i + 1))
                                            : RowMarks.effectBar(axis, point)),
                            element("td.number", Numbers.count(point.leads())),
                            element("td.number", Numbers.percent(point.convertedRate()))));
        }
        return element(
                "article.card",
                element("h3", Markup.name(driver.column())),
                element("p", sentence(driver.summary())),
                element(
                        "table.effect",
                        element(
                                "thead",
                                element(
                                        "tr",
                                        element("th", "Value").with("scope", "col"),
                                        element(
                                                        "th.picture",
                                                        element(
                                                                "span.lowers",
                                                                axis.words(axis.low())),
                                                        element(
                                                                "span.raises",
                                                                axis.words(axis.high())))
                                                .with("scope", "col"),
                                        element("th.number", "Leads").with("scope", "col"),
                                        element("th.number", "Converted").with("scope", "col"))),
                        element("tbody", rows)));
    }

    /// How far the plot goes to either side: over all contributions, and over the whiskers of
    /// values that at least 1 % of the leads have. A value of three leads does not squeeze the
    /// others; its whisker ends at the edge, and the table has its numbers.
    private static double reach(List<EffectPoint> points) {
        long leads = points.stream().mapToLong(EffectPoint::leads).sum();
        double reach = 0.01;
        for (EffectPoint point : points) {
            reach = Math.max(reach, Math.abs(point.contribution()));
            if (point.leads() >= leads / 100.0) {
                reach = Math.max(reach, Math.max(-point.low(), point.high()));
            }
        }
        return reach;
    }

    /// `− 1.5`, without digits that say nothing.
    private static String scale(double end) {
        return (end < 0 ? "− " : "+ ") + Numbers.raw(Math.abs(end));
    }

    /// Categories by falling effect, ordered values as they come; what is missing is last.
    private static List<EffectPoint> arranged(List<EffectPoint> points, boolean ordered) {
        Comparator<EffectPoint> missingLast = Comparator.comparing(DriverSection::isMissing);
        return points.stream()
                .sorted(
                        ordered
                                ? missingLast
                                : missingLast.thenComparing(
                                        Comparator.comparingDouble(EffectPoint::contribution)
                                                .reversed()))
                .toList();
    }

    /// The contribution of the row beside; what is missing has no place in the order, so no
    /// neighbours.
    private static Optional<Double> neighbour(List<EffectPoint> points, int at, int beside) {
        return beside < 0
                        || beside >= points.size()
                        || isMissing(points.get(at))
                        || isMissing(points.get(beside))
                ? Optional.empty()
                : Optional.of(points.get(beside).contribution());
    }

    private static boolean isMissing(EffectPoint point) {
        return point.label().equals(MISSING);
    }

    private static Element effects(List<Driver> drivers) {
        DataTable table =
                new DataTable("effects-table", "What each value does")
                        .words("Column")
                        .words("Value")
                        .figures("Leads")
                        .figures("Converted")
                        .figures("Contribution, log-odds")
                        .figures("5" + Numbers.NO_BREAK + "%")
                        .figures("95" + Numbers.NO_BREAK + "%");
        for (Driver driver : drivers) {
            for (EffectPoint point : driver.effect()) {
                table.row(
                        Markup.name(driver.column()),
                        Markup.name(point.label()),
                        count(point.leads()),
                        number(Numbers.percent(point.convertedRate()), point.convertedRate()),
                        number(Numbers.signed(point.contribution()), point.contribution()),
                        number(Numbers.signed(point.low()), point.low()),
                        number(Numbers.signed(point.high()), point.high()));
            }
        }
        return table.behind("What each value does, as numbers");
    }
}
