package io.prox.learning.report;

import static io.prox.learning.report.Markup.count;
import static io.prox.learning.report.Markup.element;
import static io.prox.learning.report.Markup.number;
import static io.prox.learning.report.Markup.sentence;

import io.prox.learning.Proof;
import io.prox.learning.Proof.ColumnDecision;
import io.prox.learning.Proof.Data;
import io.prox.learning.Proof.Fact;
import io.prox.learning.Side;
import io.prox.learning.report.Markup.Element;
import java.util.ArrayList;
import java.util.List;

/// Where the answer comes from: columns, rows, method and model.
final class OriginSections {
    private OriginSections() {}

    static List<Section> of(Proof proof) {
        List<Section> sections = new ArrayList<>();
        if (!proof.columns().isEmpty()) {
            sections.add(columns(proof.columns(), proof.data().target()));
        }
        sections.add(reading(proof));
        if (!proof.method().isEmpty()) {
            sections.add(
                    new Section(
                            "method",
                            "How it was measured",
                            "Every figure speaks of leads that the model had not seen.",
                            sentences(proof.method())));
        }
        sections.add(model(proof));
        return sections;
    }

    private static Section columns(List<ColumnDecision> columns, String target) {
        long used = columns.stream().filter(ColumnDecision::used).count();
        DataTable table =
                new DataTable("columns-table", "Columns of the file")
                        .words("Column")
                        .terms("Kind")
                        .terms("Used")
                        .words("Why")
                        .terms("Side")
                        .figures("Missing")
                        .figures("Values");
        for (ColumnDecision column : columns) {
            boolean outcome = column.name().equals(target);
            table.row(
                    Markup.name(column.name()),
                    outcome ? "outcome" : column.kind(),
                    element(
                            column.used() ? "span.used" : "span.left-out",
                            column.used() ? "used" : outcome ? "learnt" : "left out"),
                    sentence(column.reason()),
                    column.side().map(Side::words).orElse(""),
                    number(Numbers.percent(column.missing()), column.missing()),
                    column.distinct() == 0 ? "" : count(column.distinct()));
        }
        return new Section(
                "columns",
                "All columns",
                "%s of %s columns are used."
                        .formatted(Numbers.count(used), Numbers.count(columns.size())),
                table.show());
    }

    private static Section reading(Proof proof) {
        Data data = proof.data();
        List<Element> facts = new ArrayList<>();
        facts.add(fact("File", Markup.name(data.file())));
        facts.add(fact("Outcome", Markup.name(data.target())));
        facts.add(fact("Converted means", positive(data)));
        facts.add(fact("Rows in the file", count(data.rows())));
        facts.add(
                fact(
                        "Learnt from",
                        count(data.used()),
                        data.sampled()
                                ? ", a random sample, because the file is too large for all"
                                : ""));
        facts.add(fact("Converted", count(data.converted())));
        facts.add(
                fact(
                        "Open, left out",
                        count(data.open()),
                        data.open() > 0 ? ", because nobody knows yet what becomes of them" : ""));
        return new Section(
                "reading",
                "What was read and left out",
                "%s rows, %s of them with a known outcome."
                        .formatted(
                                Numbers.count(data.rows()),
                                Numbers.count(data.rows() - data.open())),
                element("dl", facts),
                proof.notes().isEmpty() ? "" : sentences(proof.notes()));
    }

    private static List<Object> positive(Data data) {
        List<Object> values = new ArrayList<>();
        for (String value : data.positive()) {
            if (!values.isEmpty()) {
                values.add(", ");
            }
            values.add(Markup.name(value));
        }
        return values;
    }

    private static Section model(Proof proof) {
        List<Element> facts = new ArrayList<>();
        facts.add(fact("Id", element("code", Markup.name(proof.model().id()))));
        facts.add(fact("Trained on", count(proof.model().trainedOn()), " leads"));
        facts.add(fact("Seed", Long.toString(proof.model().seed())));
        facts.add(fact("Folds", Integer.toString(proof.model().folds())));
        for (Fact fact : proof.model().facts()) {
            facts.add(fact(PlainText.name(fact.name()), sentence(fact.value())));
        }
        return new Section(
                "model",
                "Model card",
                "The model in the model file was trained on all leads, in the way that was measured"
                        + " above.",
                element("dl", facts),
                element(
                        "p.quiet",
                        "Made for: ordering leads of the kind in this file by their chance to"
                                + " convert, under the eyes of a person. Not made for: decisions"
                                + " about"
                                + " a person without one, or leads of another kind. Train again"
                                + " when"
                                + " the market, the sources or the columns change."));
    }

    private static Element fact(String name, Object... value) {
        return element("div", element("dt", name), element("dd", value));
    }

    private static Element sentences(List<String> sentences) {
        return element(
                "ul", sentences.stream().map(words -> element("li", sentence(words))).toList());
    }
}
