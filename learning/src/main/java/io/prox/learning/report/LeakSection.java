package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;
import static io.prox.learning.report.Markup.sentence;

import io.prox.learning.Proof.Certainty;
import io.prox.learning.Proof.Leak;
import io.prox.learning.report.Markup.Element;
import java.util.List;

/// Columns that know the outcome, each with its evidence and the proof with and without it.
final class LeakSection {
    private LeakSection() {}

    static Section of(List<Leak> leaks) {
        if (leaks.isEmpty()) {
            return new Section(
                    "leaks",
                    "Columns that know the outcome",
                    "None was found. Looked for: columns that are too good alone, a cliff in"
                            + " quality without them, values or gaps that occur with one outcome"
                            + " only,"
                            + " and telling names.");
        }
        long certain = leaks.stream().filter(leak -> leak.certainty() == Certainty.CERTAIN).count();
        return new Section(
                "leaks",
                "Columns that know the outcome",
                "A column that is filled in after the outcome makes every figure look good and"
                        + " helps"
                        + " with no new lead. %d found for certain, %d suspected."
                                .formatted(certain, leaks.size() - certain),
                element("div.cards", leaks.stream().map(LeakSection::card).toList()),
                table(leaks).behind("The findings as a table"));
    }

    private static Element card(Leak leak) {
        return element(
                "article.card",
                element("h3", Markup.name(leak.column())),
                element(
                        "p.tags",
                        element(
                                leak.certainty() == Certainty.CERTAIN ? "b.tag.certain" : "b.tag",
                                certainty(leak)),
                        element("span", Words.handling(leak))),
                element(
                        "ul",
                        leak.evidence().stream()
                                .map(evidence -> element("li", sentence(evidence)))
                                .toList()),
                element(
                        "div.with-without",
                        element("span", "without ", element("b", quality(leak.without()))),
                        RowMarks.fall(leak.with(), leak.without()),
                        element("span", "with ", element("b", quality(leak.with())))),
                element("p.quiet", "ROC-AUC without and with the column"));
    }

    private static DataTable table(List<Leak> leaks) {
        DataTable table =
                new DataTable("leaks-table", "Columns that know the outcome")
                        .words("Column")
                        .terms("Certainty")
                        .words("What was done")
                        .figures("ROC-AUC with")
                        .figures("ROC-AUC without")
                        .words("Evidence");
        for (Leak leak : leaks) {
            table.row(
                    Markup.name(leak.column()),
                    certainty(leak),
                    Words.handling(leak),
                    Markup.number(quality(leak.with()), leak.with()),
                    Markup.number(quality(leak.without()), leak.without()),
                    sentence(String.join(" ", leak.evidence())));
        }
        return table;
    }

    private static String certainty(Leak leak) {
        return switch (leak.certainty()) {
            case CERTAIN -> "knows the outcome";
            case SUSPECT -> "may know the outcome";
        };
    }

    private static String quality(double rocAuc) {
        return Numbers.decimal(rocAuc, 3);
    }
}
