package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.prox.benchmarks.invented.FormLeads;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A list of leads as a CSV file, with rows that must be refused and rows that stand in it twice:
/// what an import must say of it is known.
public final class KnownList {
    private static final int REFUSED_EVERY = 40;
    private static final int REPEATED_EVERY = 25;

    private final String csv;
    private final Set<String> emails;
    private final int rows;
    private final int refused;

    private KnownList(String csv, Set<String> emails, int rows, int refused) {
        this.csv = csv;
        this.emails = emails;
        this.rows = rows;
        this.refused = refused;
    }

    /// Leads without outcomes, created within the last 20 days.
    ///
    /// @param rows of the file, without its header
    public static KnownList make(int rows, long seed, Instant now) throws IOException {
        var leads = new FormLeads(seed);
        Set<String> emails = new TreeSet<>();
        List<Map<String, String>> made = new ArrayList<>();
        int refused = 0;
        for (int row = 1; row <= rows; row++) {
            if (row % REPEATED_EVERY == 0) {
                made.add(made.get(row - 2));
                continue;
            }
            Map<String, String> fields =
                    new LinkedHashMap<>(leads.next(now.minus(Duration.ofHours(row % 480))));
            if (row % REFUSED_EVERY == 1) {
                fields.put("email", "nobody");
                refused++;
            } else {
                emails.add(requireNonNull(fields.get("email"), "email").toLowerCase(Locale.ROOT));
            }
            made.add(fields);
        }
        return new KnownList(csv(made), emails, rows, refused);
    }

    private static String csv(List<Map<String, String>> rows) throws IOException {
        List<String> columns = List.copyOf(rows.getFirst().keySet());
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(columns);
            rows.forEach(row -> csv.writeRecord(columns.stream().map(row::get).toList()));
        }
        return text.toString();
    }

    public byte[] content() {
        return csv.getBytes(UTF_8);
    }

    /// Of the leads in it, in small letters, each once.
    public Set<String> emails() {
        return emails;
    }

    public int rows() {
        return rows;
    }

    /// Rows that must be refused.
    public int refused() {
        return refused;
    }

    /// Rows that say again what the row above them said.
    public int unchanged() {
        return rows - refused - emails.size();
    }
}
