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
import java.util.stream.Collectors;

/// A list of leads as a CSV file, with rows that must be refused and rows that stand in it twice:
/// what an import must say of it is known.
public final class KnownList {
    private static final int REFUSED_EVERY = 40;
    private static final int REPEATED_EVERY = 25;

    private final String csv;
    private final List<Map<String, String>> created;
    private final List<Map<String, String>> changed;
    private final int rows;
    private final int refused;

    private KnownList(
            List<Map<String, String>> made,
            List<Map<String, String>> created,
            List<Map<String, String>> changed,
            int refused)
            throws IOException {
        this.csv = csv(made);
        this.created = List.copyOf(created);
        this.changed = List.copyOf(changed);
        this.rows = made.size();
        this.refused = refused;
    }

    /// What the next row says.
    @FunctionalInterface
    private interface Next {
        /// @param row counts from 1
        Map<String, String> row(int row);
    }

    /// Leads without outcomes, created within the last 20 days.
    ///
    /// @param rows of the file, without its header
    public static KnownList make(int rows, long seed, Instant now) throws IOException {
        var leads = new FormLeads(seed);
        return make(rows, List.of(), row -> leads.next(now.minus(Duration.ofHours(row % 480))));
    }

    /// Leads that came 120 to 320 days ago, with what became of them.
    ///
    /// @param prefix of their addresses, to tell them from those of other lists
    public static KnownList past(String prefix, int rows, long seed, Instant now)
            throws IOException {
        var leads = new FormLeads(seed);
        return make(
                rows,
                List.of(),
                row -> named(prefix, leads.nextPast(now.minus(Duration.ofDays(120 + row % 200)))));
    }

    /// A later list: leads of its own, and at its end some of this one with another job title.
    ///
    /// @param prefix of the addresses of its own leads
    /// @param own rows of leads of its own
    /// @param again rows of leads of this list
    public KnownList later(String prefix, int own, int again, long seed, Instant now)
            throws IOException {
        var leads = new FormLeads(seed);
        return make(
                own,
                created.stream().limit(again).map(KnownList::promoted).toList(),
                row -> named(prefix, leads.next(now.minus(Duration.ofHours(row % 480)))));
    }

    private static KnownList make(int own, List<Map<String, String>> changed, Next next)
            throws IOException {
        List<Map<String, String>> made = new ArrayList<>();
        List<Map<String, String>> created = new ArrayList<>();
        int refused = 0;
        for (int row = 1; row <= own; row++) {
            if (row % REPEATED_EVERY == 0) {
                made.add(made.get(row - 2));
                continue;
            }
            Map<String, String> fields = new LinkedHashMap<>(next.row(row));
            if (row % REFUSED_EVERY == 1) {
                fields.put("email", "nobody");
                refused++;
            } else {
                created.add(fields);
            }
            made.add(fields);
        }
        made.addAll(changed);
        return new KnownList(made, created, changed, refused);
    }

    private static Map<String, String> named(String prefix, Map<String, String> fields) {
        fields.put("email", prefix + fields.get("email"));
        return fields;
    }

    /// The same lead at the other end of the ranks.
    private static Map<String, String> promoted(Map<String, String> fields) {
        Map<String, String> promoted = new LinkedHashMap<>(fields);
        promoted.put("jobTitle", "CEO".equals(fields.get("jobTitle")) ? "Intern" : "CEO");
        return promoted;
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

    /// Of the leads that are new with it, in small letters, each once.
    public Set<String> emails() {
        return emails(created);
    }

    /// Of the leads that it tells something new of.
    public Set<String> changed() {
        return emails(changed);
    }

    private static Set<String> emails(List<Map<String, String>> leads) {
        return leads.stream()
                .map(
                        fields ->
                                requireNonNull(fields.get("email"), "email")
                                        .toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
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
        return rows - refused - created.size() - changed.size();
    }
}
