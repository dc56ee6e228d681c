package io.prox.simulators.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.Persons;
import io.prox.features.ProfileFeatures;
import io.prox.learning.leaks.Finding;
import io.prox.learning.leaks.Sentinel;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import io.prox.tables.reading.ReadOptions;
import io.prox.tables.reading.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is filled in by what became of a lead is what ProX's sentinel finds, and nothing else.
final class LeakTest {
    private static final String TARGET = "Outcome";

    @Test
    void isFoundInTheWebFormsExport(@TempDir Path folder) throws IOException {
        Path file = CompanyFiles.write(Companies.SMALL, folder).getFirst().path();
        Table table =
                TableReader.open(file)
                        .read(ReadOptions.defaults().withVerbatim(Set.of(TARGET)))
                        .table();
        var outcome = (TextColumn) table.column(TARGET).orElseThrow();
        var profile =
                new Table(
                        table.rows(),
                        table.columns().stream()
                                .filter(column -> !column.name().equals(TARGET))
                                .toList());
        var labels = new byte[table.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] =
                    switch (outcome.text(row)) {
                        case "won" -> 1;
                        case "lost" -> 0;
                        default -> -1;
                    };
        }
        var sentinel =
                new Sentinel(
                        labels,
                        rows(labels, true),
                        Persons.groups(profile),
                        rows(labels, false),
                        null,
                        1);

        List<Finding> findings =
                sentinel.inspect(
                        ProfileFeatures.derive(profile).columns().stream()
                                .map(ValueColumn.class::cast)
                                .toList());

        assertThat(findings.stream().filter(Finding::certain).map(Finding::column))
                .containsExactlyInAnyOrder("Stage", "Lost Reason", "Closed At", "Contract Value");
    }

    private static int[] rows(byte[] labels, boolean known) {
        return IntStream.range(0, labels.length).filter(row -> labels[row] >= 0 == known).toArray();
    }
}
