package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.learning.Estimate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void nestsWordsListsAndWhatMayBeAbsent() {
        assertThat(
                        element(
                                        "p.a.b",
                                        "x",
                                        Optional.empty(),
                                        Optional.of(element("br")),
                                        List.of(element("i", "y"), element("td")))
                                .with("id", "z")
                                .write())
                .isEqualTo("<p class=\"a b\" id=\"z\">x<br/><i>y</i><td></td></p>");
    }

    @Test
    void escapesWordsAndAttributes() {
        assertThat(element("p", "<b>&\"'").with("title", "\"><script>").write())
                .isEqualTo("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&quot;'</p>");
    }

    @Test
    void leavesNothingInvisibleThatSteersATextAround() {
        assertThat(element("p", "a\u0000b\u202Ec\uD800").write())
                .isEqualTo("<p>a\uFFFDb\uFFFDc\uFFFD</p>");
    }

    @Test
    void refusesContentThatIsNeitherWordsNorMarkup() {
        assertThatThrownBy(() -> element("p", 7))
                .hasMessage("content is no markup: java.lang.Integer");
    }

    @Test
    void refusesVerbatimTextThatXmlWouldReadOtherwise() {
        assertThatThrownBy(() -> Markup.verbatim("a < b")).hasMessageContaining("a < b");
        assertThatThrownBy(() -> Markup.verbatim("a && b")).hasMessageContaining("a && b");
    }

    @Test
    void copiesAnEstimateAsThreeNumbers() {
        String table =
                new DataTable("t", "c")
                        .words("Figure")
                        .estimates("Measured")
                        .row("x", new Estimate(0.5, 0.25, 0.75))
                        .show()
                        .write();

        assertThat(table)
                .contains("data-parts=\"3\"")
                .contains("<data value=\"0.5\">")
                .contains("<data value=\"0.25\"></data><data value=\"0.75\"></data>");
    }

    @Test
    void refusesARowThatDoesNotFitItsTable() {
        assertThatThrownBy(() -> new DataTable("t", "c").words("a").row("x", "y"))
                .hasMessage("table t has 1 columns, row has 2 cells");
    }
}
