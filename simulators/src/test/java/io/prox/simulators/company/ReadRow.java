package io.prox.simulators.company;

import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.reading.ReadOptions;
import io.prox.tables.reading.TableReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A row of a written file as ProX reads it, each cell as it stands there.
record ReadRow(Map<String, String> cells) {
    private static final List<String> KEYS =
            List.of("Lead ID", "Registrant ID", "Lead-Nr", "Referral ID", "Prospect ID", "lead_id");
    private static final List<String> EMAILS = List.of("Email", "E-mail", "E-Mail", "email");
    private static final List<String> PHONES = List.of("Phone", "Telefon");
    private static final List<String> OUTCOMES = List.of("Outcome", "Ergebnis", "outcome");
    private static final List<String> COUNTRIES = List.of("Country", "Land", "country");
    private static final List<String> CREATED =
            List.of(
                    "Created At",
                    "Registered",
                    "Erfasst am",
                    "Referred On",
                    "Added",
                    "downloaded_at");

    static List<ReadRow> read(WrittenFile file) {
        TableReader reader = TableReader.open(file.path());
        Table table =
                reader.read(ReadOptions.defaults().withVerbatim(new HashSet<>(reader.columns())))
                        .table();
        return IntStream.range(0, table.rows()).mapToObj(row -> of(table, row)).toList();
    }

    private static ReadRow of(Table table, int row) {
        var cells = new TreeMap<String, String>();
        table.columns().stream()
                .map(TextColumn.class::cast)
                .filter(column -> column.schema().kind() == Kind.TEXT)
                .forEach(column -> cells.put(column.name(), column.text(row)));
        return new ReadRow(cells);
    }

    /// Whether this is a row of a lead rather than one that must be refused.
    boolean isLead() {
        return !key().isEmpty() && !key().contains("-5");
    }

    String key() {
        return first(KEYS);
    }

    String email() {
        return first(EMAILS);
    }

    String phone() {
        return first(PHONES);
    }

    String outcome() {
        return first(OUTCOMES);
    }

    String country() {
        return first(COUNTRIES);
    }

    String createdAt() {
        return first(CREATED);
    }

    private String first(List<String> names) {
        return names.stream().filter(cells::containsKey).map(cells::get).findFirst().orElse("");
    }
}
