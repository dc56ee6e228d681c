package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;
import static io.prox.learning.report.Markup.sentence;

import io.prox.learning.report.Markup.Element;
import java.util.List;
import java.util.Set;

/// A part of the page below the first screen.
///
/// @param id unique on the page; the contents link to it
/// @param title what it is about
/// @param finding what it found, in one or two sentences
/// @param content the evidence
record Section(String id, String title, Markup finding, List<Object> content) {
    Section {
        content = List.copyOf(content);
    }

    Section(String id, String title, String finding, Object... content) {
        this(id, title, sentence(finding), List.of(content));
    }

    /// A section that is one picture stands beside its neighbour where the page is wide.
    private static final Set<String> NARROW = Set.of("gains", "calibration", "time", "learning");

    Element show() {
        return element(
                        NARROW.contains(id) ? "section.narrow" : "section",
                        element("h2", title),
                        element("p.finding", finding),
                        content)
                .with("id", id);
    }

    Element link() {
        return element("li", element("a", title).with("href", "#" + id));
    }
}
