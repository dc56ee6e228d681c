package io.prox.learning.report;

import io.prox.learning.Proof;
import io.prox.learning.Proof.ColumnDecision;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.Driver;
import io.prox.learning.Proof.Leading;
import io.prox.learning.Proof.Leak;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.Proof.Top;
import io.prox.learning.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The proof on a terminal: what a person must know before opening the page. At most 80 columns
/// wide and about one screen long, whatever the file holds; what does not fit is counted, not
/// dropped in silence.
public final class ProofText {
    private static final int WIDTH = 80;
    private static final int CAUTION_LINES = 6;
    private static final int LEAKS = 3;
    private static final int DRIVERS = 5;
    private static final int CONTENDERS = 4;
    private static final int NAME = 34;
    private static final int BAR = 24;
    private static final int TOP = 16;

    /// How a piece of text looks where colour is wanted; SGR codes of ECMA-48.
    private enum Look {
        TITLE("1"),
        CAUTION("33"),
        ACCENT("35"),
        QUIET("2");

        private final String code;

        Look(String code) {
            this.code = code;
        }
    }

    private final boolean colour;
    private final List<String> lines = new ArrayList<>();

    private ProofText(boolean colour) {
        this.colour = colour;
    }

    /// The lines, without line feeds.
    ///
    /// @param colour whether to add escape sequences for colour; without, there are none at all
    public static List<String> lines(Proof proof, boolean colour) {
        ProofText text = new ProofText(colour);
        Measurement leading = Measurement.leading(proof);
        text.verdict(proof, leading);
        text.cautions(proof.cautions());
        text.figures(proof, leading);
        text.comparison(leading.comparison());
        text.drivers(proof.drivers());
        text.leaks(proof.leaks());
        text.leftOut(proof);
        return List.copyOf(text.lines);
    }

    private void verdict(Proof proof, Measurement leading) {
        lines.add(look(Look.TITLE, proof.verdict().words()));
        wrap("", proof.headline(), 3);
        leading.top(0.2).ifPresent(top -> wrap("", interval(proof.verdict(), top), 2));
        wrap(
                "",
                "Measured on %s leads of %s, %s of which converted (%s).%s"
                        .formatted(
                                Numbers.count(leading.leads())
                                        + (proof.leading() == Leading.TIME_SPLIT ? " later" : ""),
                                name(proof.data().file(), 30),
                                Numbers.count(leading.buyers()),
                                Numbers.percent(leading.rate()),
                                proof.timeSplit()
                                        .map(
                                                split ->
                                                        " Order in time: %s."
                                                                .formatted(
                                                                        name(
                                                                                split.orderedBy(),
                                                                                30)))
                                        .orElse("")),
                3);
    }

    /// The headline's interval; where the headline has no figure, the figure too.
    private static String interval(Verdict verdict, Top top) {
        String interval =
                "95 of 100 repetitions: %s. Random calls: %s."
                        .formatted(
                                Numbers.percentRange(top.captured()), Numbers.share(top.share()));
        return verdict == Verdict.NONE
                ? "The top %s reach %s of the buyers. %s"
                        .formatted(
                                Numbers.share(top.share()),
                                Numbers.percent(top.captured().value()),
                                interval)
                : interval;
    }

    private void cautions(List<String> cautions) {
        if (cautions.isEmpty()) {
            return;
        }
        lines.add("");
        int first = lines.size();
        for (int i = 0; i < cautions.size(); i++) {
            int room = CAUTION_LINES - (lines.size() - first);
            if (room < 2) {
                lines.add("  and %d more, see the report".formatted(cautions.size() - i));
                break;
            }
            int from = lines.size();
            wrap("  ", cautions.get(i), Math.min(room - 1, 3));
            lines.set(from, look(Look.CAUTION, "!" + lines.get(from).substring(1)));
        }
    }

    private void figures(Proof proof, Measurement leading) {
        List<Measurement> measurements = Measurement.all(proof);
        lines.add("");
        StringBuilder head = new StringBuilder(pad("Figures", 22));
        measurements.forEach(measurement -> head.append(pad(measurement.words(), 26)));
        lines.add(look(Look.TITLE, head.toString().strip()));
        figure("ROC-AUC", measurements, metrics -> Numbers.figureWithInterval(metrics.rocAuc()));
        figure("PR-AUC", measurements, metrics -> Numbers.figureWithInterval(metrics.prAuc()));
        figure("Log-loss", measurements, metrics -> Numbers.figureWithInterval(metrics.logLoss()));
        figure("Brier score", measurements, metrics -> Numbers.figureWithInterval(metrics.brier()));
        figure(
                "Calibration error",
                measurements,
                metrics -> Numbers.figureWithInterval(metrics.calibrationError()));
        List<Top> tops = leading.metrics().top().stream().limit(4).toList();
        if (!tops.isEmpty()) {
            lines.add("");
            lines.add(
                    look(
                            Look.TITLE,
                            row("Calling the top", tops, top -> Numbers.share(top.share()))));
            lines.add(row("  reaches", tops, top -> Numbers.percentWithInterval(top.captured())));
            lines.add(row("  lift", tops, top -> Numbers.factorWithInterval(top.lift())));
        }
    }

    private void figure(
            String name, List<Measurement> measurements, Function<Metrics, String> words) {
        StringBuilder line = new StringBuilder(pad("  " + name, 22));
        for (Measurement measurement : measurements) {
            line.append(pad(words.apply(measurement.metrics()), 26));
        }
        lines.add(line.toString().stripTrailing());
    }

    private static String row(String name, List<Top> tops, Function<Top, String> words) {
        StringBuilder line = new StringBuilder(pad(name, TOP));
        for (Top top : tops) {
            String figure = words.apply(top).replace(Numbers.NO_BREAK, " ");
            if (PlainText.width(figure) >= TOP) { // they would touch
                figure = figure.replace(" (", "(");
            }
            line.append(pad(figure, TOP));
        }
        return line.toString().stripTrailing();
    }

    private void comparison(List<Contender> contenders) {
        if (contenders.size() < 2) {
            return;
        }
        lines.add("");
        lines.add(
                look(
                        Look.TITLE,
                        pad("Beside simpler ways", NAME + 4)
                                + pad("ROC-AUC", 12)
                                + pad("log-loss", 12)
                                + "top 20 % reaches"));
        for (Contender contender : contenders.subList(0, Math.min(CONTENDERS, contenders.size()))) {
            Metrics metrics = contender.metrics();
            Optional<Top> top =
                    metrics.top().stream()
                            .filter(some -> Math.abs(some.share() - 0.2) < 1e-9)
                            .findFirst();
            lines.add(
                    (pad("  " + contender(contender.name()), NAME + 4)
                                    + pad(Numbers.compared(metrics.rocAuc().value()), 12)
                                    + pad(Numbers.compared(metrics.logLoss().value()), 12)
                                    + top.map(some -> Numbers.percent(some.captured().value()))
                                            .orElse(""))
                            .replace(Numbers.NO_BREAK, " ")
                            .stripTrailing());
        }
    }

    /// A name that fits; of `Best single column (Name)` the part in brackets is shortened, so that
    /// both ends of what is said stay.
    private static String contender(String name) {
        int bracket = name.indexOf(" (");
        if (bracket < 0 || !name.endsWith(")")) {
            return name(name, NAME);
        }
        String what = name(name.substring(0, bracket), NAME / 2);
        String column = name.substring(bracket + 2, name.length() - 1);
        return "%s (%s)".formatted(what, name(column, NAME - PlainText.width(what) - 3));
    }

    private void drivers(List<Driver> drivers) {
        if (drivers.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(look(Look.TITLE, "What moves the score"));
        double most = Math.max(drivers.getFirst().share(), 1e-9);
        for (Driver driver : drivers.subList(0, Math.min(DRIVERS, drivers.size()))) {
            int length = (int) Math.round(BAR * Math.clamp(driver.share() / most, 0, 1));
            lines.add(
                    pad("  " + name(driver.column(), NAME), NAME + 4)
                            + look(Look.ACCENT, pad("█".repeat(length), BAR))
                            + " "
                            + Numbers.percent(driver.share()).replace(Numbers.NO_BREAK, " "));
        }
        if (drivers.size() > DRIVERS) {
            lines.add("  and %s more".formatted(Numbers.count(drivers.size() - DRIVERS)));
        }
    }

    private void leaks(List<Leak> leaks) {
        if (leaks.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(look(Look.TITLE, "Columns that know, or may know, the outcome"));
        for (Leak leak : leaks.subList(0, Math.min(LEAKS, leaks.size()))) {
            String certainty =
                    switch (leak.certainty()) {
                        case CERTAIN -> "certain";
                        case SUSPECT -> "suspect";
                    };
            lines.add(
                    pad("  " + name(leak.column(), NAME - 6), NAME - 2)
                            + pad(certainty + ", " + (leak.excluded() ? "left out" : "kept"), 19)
                            + "ROC-AUC %s, without %s"
                                    .formatted(
                                            Numbers.decimal(leak.with(), 3),
                                            Numbers.decimal(leak.without(), 3)));
        }
        if (leaks.size() > LEAKS) {
            lines.add("  and %s more".formatted(Numbers.count(leaks.size() - LEAKS)));
        }
    }

    /// The columns that are not used, as many by name as two lines hold.
    private void leftOut(Proof proof) {
        List<String> names =
                proof.columns().stream()
                        .filter(column -> !column.used())
                        .map(ColumnDecision::name)
                        .filter(name -> !name.equals(proof.data().target()))
                        .map(name -> name(name, 30))
                        .toList();
        if (names.isEmpty()) {
            return;
        }
        StringBuilder list = new StringBuilder("Left out: ");
        int shown = 0;
        for (String name : names) {
            String more = shown == 0 ? name : ", " + name;
            if (PlainText.width(list + more) > 2 * WIDTH - 50) {
                break;
            }
            list.append(more);
            shown++;
        }
        if (shown < names.size()) {
            list.append(" and %s more".formatted(Numbers.count(names.size() - shown)));
        }
        lines.add("");
        wrap("", list.toString(), 3);
    }

    /// Adds the sentence in lines of at most [#WIDTH] columns; what is beyond the last line is cut
    /// with an ellipsis.
    private void wrap(String indent, String sentence, int mostLines) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : PlainText.sentence(sentence).split(" ", -1)) {
            String fitting = PlainText.fit(word, WIDTH - indent.length());
            if (!line.isEmpty()
                    && indent.length() + PlainText.width(line + " " + fitting) > WIDTH) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(fitting);
        }
        wrapped.add(line.toString());
        if (wrapped.size() > mostLines) {
            String last = wrapped.get(mostLines - 1);
            wrapped = new ArrayList<>(wrapped.subList(0, mostLines - 1));
            wrapped.add(PlainText.fit(last, WIDTH - indent.length() - 2) + " …");
        }
        wrapped.forEach(words -> lines.add(indent + words.replace(Numbers.NO_BREAK, " ")));
    }

    private static String name(String name, int columns) {
        return PlainText.fit(PlainText.name(name), columns);
    }

    private static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - PlainText.width(text)));
    }

    private String look(Look look, String text) {
        return colour ? "\u001B[" + look.code + "m" + text + "\u001B[0m" : text;
    }
}
