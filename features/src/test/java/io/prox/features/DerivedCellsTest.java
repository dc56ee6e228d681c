package io.prox.features;

import static io.prox.features.Columns.table;
import static io.prox.features.Columns.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.prox.features.fields.StandardField;
import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DerivedCellsTest {
    private static final int CELLS = 3_000;

    /// A lead that arrives alone and the same lead in a table have the same features, to the bit.
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"EMAIL", "PHONE", "URL", "TEXT", "IDENTIFIER", "CONSTANT", "DUPLICATE"})
    void aCellGivesWhatItsColumnGives(Kind kind) {
        List<String> cells = cells(11);
        Table derived =
                ProfileFeatures.derive(table(text("Field", kind, cells.toArray(String[]::new))));

        for (int row = 0; row < cells.size(); row++) {
            Map<String, String> alone = DerivedCells.of("Field", kind, cells.get(row));

            assertThat(values(alone, derived)).isEqualTo(values(derived, row));
            assertThat(derived.columns().stream().map(Column::name)).containsAll(alone.keySet());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NUMBER", "ORDERED", "CATEGORY", "MANY_VALUED", "DATE", "BOOLEAN"})
    void aCellOfAValuePassesAsItStands(Kind kind) {
        for (String cell : cells(12)) {
            assertThat(DerivedCells.of("Field", kind, cell))
                    .isEqualTo(cell.isBlank() ? Map.of() : Map.of("Field", cell));
        }
    }

    @Test
    void aStandardFieldGivesWhatAColumnUnderItsLabelGives() {
        for (String cell : cells(13)) {
            assertThat(DerivedCells.of(StandardField.EMAIL, cell))
                    .isEqualTo(DerivedCells.of("Email", Kind.EMAIL, cell));
            assertThat(DerivedCells.of(StandardField.MOBILE, cell))
                    .isEqualTo(DerivedCells.of("Mobile phone", Kind.PHONE, cell));
            assertThat(DerivedCells.of(StandardField.WEBSITE, cell))
                    .isEqualTo(DerivedCells.of("Website", Kind.URL, cell));
            assertThat(DerivedCells.of(StandardField.NOTE, cell))
                    .isEqualTo(DerivedCells.of("Note", Kind.TEXT, cell));
        }
    }

    @Test
    void cellsReadAsAPersonSaysThem() {
        assertThat(DerivedCells.of(StandardField.EMAIL, "Ada <ada@acme.de>"))
                .containsExactly(
                        entry("Email: given", "is given"),
                        entry("Email: kind of address", "company"),
                        entry("Email: role address", "is a person's address"),
                        entry("Email: country of address", "de"));
        assertThat(DerivedCells.of(StandardField.JOB_TITLE, "Leiterin Einkauf"))
                .containsExactly(
                        entry("Job title: given", "is given"),
                        entry("Job title: seniority", "head"),
                        entry("Job title: department", "purchasing"));
        assertThat(DerivedCells.of(StandardField.NOTE, "Call me?"))
                .contains(entry("Note: length in words", "2"));
        assertThat(DerivedCells.of(StandardField.COUNTRY, "Deutschland"))
                .containsExactly(entry("Country", "Germany"));
        assertThat(DerivedCells.of(StandardField.LAST_NAME, " "))
                .containsExactly(entry("Last name: given", "is not given"));
        assertThat(DerivedCells.of(StandardField.OUTCOME, "won")).isEmpty();
    }

    /// What is sealed does not come out by another door.
    @ParameterizedTest
    @EnumSource(StandardField.class)
    void noTextOfASealedFieldComesOut(StandardField field) {
        List<String> fixed =
                DerivedCells.schemas(field).stream()
                        .flatMap(schema -> schema.levels().stream())
                        .toList();

        assertThat(DerivedCells.schemas(field).isEmpty()).isEqualTo(!isDerived(field));
        if (field.identifies()) {
            for (String cell : cells(14)) {
                assertThat(DerivedCells.of(field, cell).values())
                        .allMatch(value -> fixed.contains(value) || value.matches("[0-9]{1,4}"));
            }
        }
    }

    @Test
    void anOpenFieldHoldsNoAddressOfAPerson() {
        assertThat(DerivedCells.of(StandardField.SOURCE, "forwarded by ada@acme.de")).isEmpty();
        assertThat(DerivedCells.of(StandardField.COUNTRY, "ada@acme.de")).isEmpty();
        assertThat(DerivedCells.of(StandardField.SOURCE, "https://acme.de/fair?mail=ada"))
                .containsExactly(entry("Source", "https://acme.de/fair"));
        assertThat(DerivedCells.of(StandardField.CAMPAIGN, "Ready? Go @ the fair"))
                .containsExactly(entry("Campaign", "Ready? Go @ the fair"));
    }

    @ParameterizedTest
    @EnumSource(StandardField.class)
    void schemasForetellNamesAndLevels(StandardField field) {
        List<ColumnSchema> schemas = DerivedCells.schemas(field);
        for (String cell : cells(15)) {
            DerivedCells.of(field, cell)
                    .forEach(
                            (name, value) -> {
                                if (schemas.isEmpty()) {
                                    assertThat(name).isEqualTo(field.label());
                                } else {
                                    ColumnSchema schema =
                                            schemas.stream()
                                                    .filter(each -> each.name().equals(name))
                                                    .findFirst()
                                                    .orElseThrow();
                                    assertThat(schema.format().parse(value))
                                            .isNotNaN()
                                            .isNotEqualTo(CellFormat.NEW_LEVEL);
                                }
                            });
        }
    }

    private static boolean isDerived(StandardField field) {
        return field.identifies() || field == StandardField.COMPANY_SIZE;
    }

    private static Map<String, Double> values(Map<String, String> cells, Table derived) {
        var values = new LinkedHashMap<String, Double>();
        cells.forEach(
                (name, cell) ->
                        values.put(
                                name,
                                derived.column(name).orElseThrow().schema().format().parse(cell)));
        return values;
    }

    private static Map<String, Double> values(Table derived, int row) {
        var values = new LinkedHashMap<String, Double>();
        for (Column column : derived.columns()) {
            double value = ((ValueColumn) column).value(row);
            if (!Double.isNaN(value)) {
                values.put(column.name(), value);
            }
        }
        return values;
    }

    /// Cells as people fill them in, and some that nobody would.
    private static List<String> cells(long seed) {
        var random = new SplittableRandom(seed);
        String[] parts = {
            "ada",
            "info",
            "@",
            "acme",
            "gmail",
            ".",
            ".de",
            ".co.uk",
            ".com",
            "+49",
            "0",
            "171",
            "1234567",
            " ",
            "  ",
            "/",
            "-",
            "https://",
            "www.",
            "?",
            "utm_source=google",
            "&",
            "#",
            "pricing",
            "Call me",
            "Geschäftsführer",
            "Head of",
            "Sales",
            "ß",
            "你好",
            "\t",
            "\n",
            "'",
            "\"",
            "<",
            ">",
            "€",
            "12",
            "10-50",
            "n/a",
            "\uD83D\uDE00",
            "\u0301",
            ",",
            ";"
        };
        var cells = new ArrayList<String>(List.of("", " ", "ada@acme.de", "+49 171 1234567"));
        while (cells.size() < CELLS) {
            var cell = new StringBuilder();
            int length = random.nextInt(1, 9);
            for (int part = 0; part < length; part++) {
                cell.append(parts[random.nextInt(parts.length)]);
            }
            cells.add(cell.toString());
        }
        return cells;
    }
}
