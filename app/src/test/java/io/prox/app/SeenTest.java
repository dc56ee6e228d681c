package io.prox.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.tables.CellFormat;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenTest {
    private static final ColumnSchema SOURCE =
            new ColumnSchema(
                    "source",
                    Kind.CATEGORY,
                    "test",
                    new CellFormat.Levels(List.of("web", "fair"), Set.of()));
    private static final ColumnSchema VISITS =
            new ColumnSchema(
                    "visits", Kind.NUMBER, "test", new CellFormat.Numbers('.', ',', Set.of()));

    @Test
    void aFileLikeTheOneBeforeNeedsNoWords() {
        var seen = new Seen(List.of("source", "visits"));
        seen.rows(table(new double[] {0, 1}, new double[] {3, Double.NaN}));

        assertThat(seen.sentences(List.of(SOURCE, VISITS), List.of("source", "visits"))).isEmpty();
    }

    @Test
    void differencesAreSummedUpOverAllRows() {
        var seen = new Seen(List.of("source", "visits", "city"));
        seen.rows(table(new double[] {0, -1}, new double[] {Double.NaN, Double.NaN}));
        seen.rows(table(new double[] {-1, 1}, new double[] {Double.NaN, Double.NaN}));
        seen.unsure(3);

        assertThat(seen.sentences(List.of(SOURCE, VISITS), List.of("source", "visits", "note")))
                .containsExactly(
                        "1 column not in the file, counted as missing in every row: city",
                        "1 column that the model does not know, copied and otherwise passed over:"
                                + " note",
                        "'source' has values that were not there when the model learnt, in 2 of 4"
                                + " rows",
                        "'visits' could not be read in any row",
                        "not enough evidence (interval wider than 0.30) for 3 of 4 rows");
    }

    private static Table table(double[] sources, double[] visits) {
        return new Table(
                sources.length,
                List.of(ValueColumn.of(SOURCE, sources), ValueColumn.of(VISITS, visits)));
    }
}
