package io.prox.learning.leaks;

import io.prox.learning.Seeds;
import io.prox.learning.leaks.QuickQuality.Quality;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds columns that know the outcome.
///
/// Leaks come in groups that hide one another: with ten of them in a table, leaving out any one
/// changes nothing. So the sentinel does not start from all columns. It starts from those that say
/// little by themselves, and adds the others one by one, weakest first, each judged against the
/// honest ones before it: whatever makes the ranking suddenly much better, or says more alone than
/// all of those together, is a leak, and is not added. At last the strongest of the columns that
/// were added are left out once more, one at a time, which finds columns that know the outcome only
/// together with others.
public final class Sentinel {
    private static final int ROWS = 6_000;
    private static final int MOST_ROWS = 60_000;
    private static final int WANTED_CONVERSIONS = 400;
    private static final int LAST_CHECKS = 5;
    private static final Finding NOTHING = new Finding("", false, List.of(), 0.5, 0.5);

    private final byte[] labels;
    private final int[] rows;
    private final QuickQuality quality;
    private final Evidence evidence;

    /// @param labels of all rows: 1 for converted, 0 for not
    /// @param rows with an outcome, to look at
    /// @param groups of all rows: rows of one group are not told apart
    /// @param openRows rows without an outcome
    /// @param positions in time, of all rows; null where there is no order
    public Sentinel(
            byte[] labels,
            int[] rows,
            int[] groups,
            int[] openRows,
            double @Nullable [] positions,
            long seed) {
        this.labels = labels;
        double converted = Arrays.stream(rows).filter(row -> labels[row] == 1).count();
        double baseRate = converted / rows.length;
        int wanted =
                (int) Math.clamp(WANTED_CONVERSIONS / Math.max(1e-4, baseRate), ROWS, MOST_ROWS);
        this.rows = sample(rows, wanted, seed);
        quality = new QuickQuality(this.rows, labels, groups, seed);
        evidence = new Evidence(labels, this.rows, openRows, positions);
    }

    private static int[] sample(int[] rows, int wanted, long seed) {
        if (rows.length <= wanted) {
            return rows;
        }
        return Arrays.stream(rows)
                .filter(row -> Seeds.of(seed, row).nextDouble() * rows.length < wanted)
                .toArray();
    }

    /// Looks at all columns.
    ///
    /// @param columns values to learn from; columns of one source are judged as one
    /// @return findings, certain ones first, by falling quality with them
    public List<Finding> inspect(List<ValueColumn> columns) {
        Map<String, List<ValueColumn>> bySource = new LinkedHashMap<>();
        for (ValueColumn column : columns) {
            bySource.computeIfAbsent(column.schema().source(), _ -> new ArrayList<>()).add(column);
        }
        List<Candidate> candidates =
                bySource.entrySet().parallelStream()
                        .map(entry -> new Candidate(entry.getKey(), entry.getValue(), rows, labels))
                        .toList();
        Map<String, Finding> findings = new HashMap<>();
        List<Candidate> honest =
                new ArrayList<>(candidates.stream().filter(evidence::isIdle).toList());
        Quality core = quality.of(columnsOf(honest, null));
        List<Candidate> open =
                candidates.stream()
                        .filter(candidate -> !honest.contains(candidate))
                        .sorted(Comparator.comparingDouble(candidate -> candidate.explained))
                        .toList();
        // A suspicious column is kept, but others are not measured against it: it might hide them.
        List<Candidate> suspects = new ArrayList<>();
        for (Candidate candidate : open) {
            Quality with = quality.of(columnsOf(honest, candidate));
            Optional<Finding> finding =
                    evidence.judge(candidate, with.rocAuc(), core.rocAuc(), honest.size());
            finding.ifPresent(found -> findings.put(found.column(), found));
            if (finding.isEmpty()) {
                honest.add(candidate);
                core = with;
            } else if (!finding.get().certain()) {
                suspects.add(candidate);
            }
        }
        honest.addAll(suspects);
        List<Candidate> leaks = new ArrayList<>(candidates);
        leaks.removeAll(honest);
        if (companions(honest, leaks, findings) || !suspects.isEmpty()) {
            core = quality.of(columnsOf(honest, null));
        }
        lastChecks(honest, core, findings);
        return findings.values().stream()
                .sorted(
                        Comparator.comparingInt((Finding finding) -> finding.certain() ? 0 : 1)
                                .thenComparingDouble(finding -> -finding.with())
                                .thenComparing(Finding::column))
                .toList();
    }

    /// Finds columns that are filled in for just the same leads as a leak: one process writes both.
    /// Under a telling name, or with other evidence, such a column is certain.
    ///
    /// @return whether honest columns were found to be leaks
    private boolean companions(
            List<Candidate> honest, List<Candidate> leaks, Map<String, Finding> findings) {
        boolean changed = false;
        for (Candidate candidate : List.copyOf(honest)) {
            Optional<Candidate> leak =
                    leaks.stream().filter(other -> sameGaps(candidate, other)).findFirst();
            if (leak.isPresent()) {
                Optional<Finding> before = Optional.ofNullable(findings.get(candidate.name));
                boolean certain = before.isPresent() || candidate.suspicion.isPresent();
                List<String> reasons =
                        new ArrayList<>(before.map(Finding::evidence).orElse(List.of()));
                if (before.isEmpty() && certain) {
                    reasons.add("Its name says that it %s.".formatted(candidate.suspicion.get()));
                }
                reasons.add(
                        "It is filled in for just the same leads as '%s', which knows the outcome."
                                .formatted(leak.get().name));
                Finding shown = before.orElse(findings.getOrDefault(leak.get().name, NOTHING));
                findings.put(
                        candidate.name,
                        new Finding(
                                candidate.name, certain, reasons, shown.with(), shown.without()));
                changed |= certain && honest.remove(candidate);
            }
        }
        return changed;
    }

    private boolean sameGaps(Candidate candidate, Candidate other) {
        ValueColumn column = candidate.columns.getFirst();
        double filled = Evidence.filled(column, rows);
        if (filled < 0.05 || filled > 0.95) {
            return false;
        }
        ValueColumn leak = other.columns.getFirst();
        long different =
                Arrays.stream(rows)
                        .filter(row -> column.isMissing(row) != leak.isMissing(row))
                        .count();
        return different <= 0.005 * rows.length;
    }

    /// Leaves out the strongest of the honest columns once more.
    private void lastChecks(List<Candidate> honest, Quality core, Map<String, Finding> findings) {
        double[] gain = new double[honest.size()];
        int column = 0;
        for (int index = 0; index < gain.length; index++) {
            for (int own = 0; own < honest.get(index).columns.size(); own++) {
                gain[index] += core.gain(column);
                column++;
            }
        }
        IntStream.range(0, gain.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> -gain[index]))
                .limit(LAST_CHECKS)
                .forEach(
                        index -> {
                            Candidate candidate = honest.get(index);
                            List<Candidate> others = new ArrayList<>(honest);
                            others.remove(candidate);
                            double without = quality.of(columnsOf(others, null)).rocAuc();
                            evidence.judge(candidate, core.rocAuc(), without, others.size())
                                    .ifPresent(found -> findings.put(found.column(), found));
                        });
    }

    private static List<ValueColumn> columnsOf(
            List<Candidate> candidates, @Nullable Candidate further) {
        List<ValueColumn> columns = new ArrayList<>();
        candidates.forEach(candidate -> columns.addAll(candidate.columns));
        if (further != null) {
            columns.addAll(further.columns);
        }
        return columns;
    }
}
