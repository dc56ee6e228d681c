package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;

import io.prox.learning.Estimate;
import io.prox.learning.report.Markup.Element;
import java.util.ArrayList;
import java.util.List;

/// A table to read and to copy. A cell shows a number as people read it and carries it as a machine
/// wants it; an estimate is copied as three columns.
final class DataTable {
    private enum Column {
        /// Names and sentences, on the left; they wrap anywhere.
        WORDS(".words"),
        /// A few short words that we chose, on the left; they stay whole.
        TERMS(".terms"),
        /// Figures, on the right.
        FIGURES(".number"),
        /// Figures with an interval, on the right.
        ESTIMATES(".number"),
        /// As estimates, and left away where the page is narrow, because a table behind has them
        /// too.
        SPARE_ESTIMATES(".number.spare"),
        /// A picture of the row; not copied.
        PICTURE(".picture");

        private final String style;

        Column(String style) {
            this.style = style;
        }
    }

    private final String id;
    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<Markup> heads = new ArrayList<>();
    private final List<Markup> rows = new ArrayList<>();

    /// @param id unique on the page
    /// @param caption what the table holds; read aloud, and the button's name
    DataTable(String id, String caption) {
        this.id = id;
        this.caption = caption;
    }

    DataTable words(String name) {
        return column(Column.WORDS, name);
    }

    DataTable terms(String name) {
        return column(Column.TERMS, name);
    }

    DataTable figures(String name) {
        return column(Column.FIGURES, name);
    }

    DataTable estimates(String name) {
        return column(Column.ESTIMATES, name);
    }

    DataTable spareEstimates(String name) {
        return column(Column.SPARE_ESTIMATES, name);
    }

    DataTable picture(String name) {
        return column(Column.PICTURE, name);
    }

    /// @param cells one for each column: words, markup, or an [Estimate], which is shown as a
    ///   figure with its interval
    DataTable row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "table %s has %d columns, row has %d cells"
                            .formatted(id, columns.size(), cells.length));
        }
        List<Markup> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Object cell =
                    cells[i] instanceof Estimate estimate
                            ? estimate(Numbers.figureWithInterval(estimate), estimate)
                            : cells[i];
            row.add(
                    i == 0
                            ? element("th" + columns.get(i).style, cell).with("scope", "row")
                            : element("td" + columns.get(i).style, cell));
        }
        rows.add(element("tr", row));
        return this;
    }

    /// The table; where it is wider than the page, it scrolls by itself.
    Element show() {
        return element(
                "div.table-block",
                element(
                                "div.table",
                                element(
                                                "table",
                                                element("caption", caption),
                                                element("thead", element("tr", heads)),
                                                element("tbody", rows))
                                        .with("id", id))
                        .with("role", "region")
                        .with("aria-label", caption)
                        .with("tabindex", "0"),
                element("button.copy", "Copy as CSV")
                        .with("type", "button")
                        .with("data-table", id)
                        .with("hidden", "hidden"));
    }

    /// The table behind a line that opens it.
    Element behind(String line) {
        return element("details", element("summary", line), show());
    }

    /// An estimate shown in other words than [Numbers#figureWithInterval], still copied as three.
    ///
    /// @param shown value and interval, such as `64 % (61–67)`; where the column is narrow, the
    ///   line breaks between the two and nowhere else
    static Markup estimate(String shown, Estimate estimate) {
        int interval = shown.indexOf(" (") + 1;
        return element(
                "span.estimate",
                Markup.number(shown.substring(0, interval), estimate.value()),
                element("span.whole", shown.substring(interval)),
                bound(estimate.low()),
                bound(estimate.high()));
    }

    private static Element bound(double value) {
        return element("data").with("value", Numbers.raw(value));
    }

    private DataTable column(Column column, String name) {
        columns.add(column);
        Element head = element("th" + column.style, name).with("scope", "col");
        heads.add(
                switch (column) {
                    case WORDS, TERMS, FIGURES -> head;
                    case ESTIMATES, SPARE_ESTIMATES -> head.with("data-parts", "3");
                    case PICTURE -> head.with("data-parts", "0");
                });
        return this;
    }
}
