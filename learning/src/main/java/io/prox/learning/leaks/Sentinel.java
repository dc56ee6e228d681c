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
///
/// Each kind of evidence gives points; from [#CERTAIN] points a finding is certain, from [#SUSPECT]
/// it is suspicious.
public final class Sentinel {
    private static final int CERTAIN = 3;
    private static final int SUSPECT = 2;

    /// Columns that explain less than this, under a name that says nothing, are taken as honest
    /// without a trial.
    private static final double SAYS_LITTLE = 0.08;

    private static final int ROWS = 6_000;
    private static final int MOST_ROWS = 60_000;
    private static final int WANTED_CONVERSIONS = 400;
    private static final int FEWEST_OPEN = 30;
    private static final int LAST_CHECKS = 5;
    private static final Finding NOTHING = new Finding("", false, List.of(), 0.5, 0.5);

    private final byte[] labels;
    private final int[] rows;
    private final int[] openRows;
    private final double @Nullable [] positions;
    private final QuickQuality quality;
    private final double baseRate;

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
        this.openRows = openRows;
        this.positions = positions;
        double converted = Arrays.stream(rows).filter(row -> labels[row] == 1).count();
        baseRate = converted / rows.length;
        int wanted =
                (int) Math.clamp(WANTED_CONVERSIONS / Math.max(1e-4, baseRate), ROWS, MOST_ROWS);
        this.rows = sample(rows, wanted, seed);
        quality = new QuickQuality(this.rows, labels, groups, seed);
    }

    private static int[] sample(int[] rows, int wanted, long seed) {
        if (rows.length <= wanted) {
            return rows;
        }
        return Arrays.stream(rows)
                .filter(row -> Seeds.of(seed, row).nextDouble() * rows.length < wanted)
                .toArray();
    }

    /// The columns made from one column of the customer's file.
    private final class Candidate {
        final String name;
        final List<ValueColumn> columns;
        final List<Alone> alone;
        final double explained;
        final Optional<String> suspicion;

        Candidate(String name, List<ValueColumn> columns) {
            this.name = name;
            this.columns = columns;
            alone = columns.stream().map(column -> Alone.of(column, rows, labels)).toList();
            explained = alone.stream().mapToDouble(Alone::explained).max().orElseThrow();
            suspicion = LeakNames.suspicion(name);
        }

        double rocAuc() {
            return alone.stream().mapToDouble(Alone::rocAuc).max().orElseThrow();
        }

        boolean saysLittle() {
            return explained < SAYS_LITTLE
                    && suspicion.isEmpty()
                    && columns.stream()
                            .noneMatch(
                                    column ->
                                            LeakNames.isClosingDate(
                                                    column.schema().source(),
                                                    column.schema().kind()))
                    && alone.stream().noneMatch(Sentinel::filledByOutcome)
                    && columns.stream().noneMatch(Sentinel.this::emptyWhileOpen);
        }
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
                        .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
                        .toList();
        Map<String, Finding> findings = new HashMap<>();
        List<Candidate> honest =
                new ArrayList<>(candidates.stream().filter(Candidate::saysLittle).toList());
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
            Optional<Finding> finding = judge(candidate, with.rocAuc(), core.rocAuc(), honest);
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
                List<String> evidence =
                        new ArrayList<>(before.map(Finding::evidence).orElse(List.of()));
                if (before.isEmpty() && certain) {
                    evidence.add("Its name says that it %s.".formatted(candidate.suspicion.get()));
                }
                evidence.add(
                        "It is filled in for just the same leads as '%s', which knows the outcome."
                                .formatted(leak.get().name));
                Finding shown = before.orElse(findings.getOrDefault(leak.get().name, NOTHING));
                findings.put(
                        candidate.name,
                        new Finding(
                                candidate.name, certain, evidence, shown.with(), shown.without()));
                changed |= certain && honest.remove(candidate);
            }
        }
        return changed;
    }

    private boolean sameGaps(Candidate candidate, Candidate other) {
        ValueColumn column = candidate.columns.getFirst();
        double filled = filled(column, rows);
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
                            judge(candidate, core.rocAuc(), without, others)
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

    /// Weighs the evidence on one column.
    ///
    /// @param with ROC-AUC of the honest columns and this one
    /// @param without ROC-AUC of the honest columns
    private Optional<Finding> judge(
            Candidate candidate, double with, double without, List<Candidate> honest) {
        List<String> evidence = new ArrayList<>();
        int points = 0;
        double cliff = Quality.cliff(with, without);
        boolean saysMore = saysMoreThan(candidate, honest.size(), without);
        if (candidate.rocAuc() >= 0.97 || candidate.explained >= 0.75) {
            points += CERTAIN;
            evidence.add(
                    "By itself it tells nearly every outcome (ROC-AUC %.2f)."
                            .formatted(candidate.rocAuc()));
        } else if (saysMore) {
            points += 2;
            evidence.add(
                    "By itself (ROC-AUC %.2f) it says more than all %d honest columns together (%.2f)."
                            .formatted(candidate.rocAuc(), honest.size(), without));
        }
        int steps = cliff >= 3 ? 3 : cliff >= 2 ? 2 : cliff >= 1.6 ? 1 : 0;
        if (steps > 0 && with >= 0.8) {
            points += with >= 0.88 || saysMore ? steps : steps - 1;
            evidence.add(
                    "Without it the ROC-AUC falls from %.2f to %.2f: %s times as many leads in the wrong order."
                            .formatted(with, without, times(cliff)));
        }
        points += strongest(candidate, evidence);
        if (candidate.suspicion.isPresent()) {
            int strength = weight(candidate.explained, cliff);
            points += strength;
            if (strength > 0) {
                evidence.add("Its name says that it %s.".formatted(candidate.suspicion.get()));
            }
        }
        points += byTime(candidate, evidence);
        return points < SUSPECT
                ? Optional.empty()
                : Optional.of(
                        new Finding(candidate.name, points >= CERTAIN, evidence, with, without));
    }

    private static String times(double cliff) {
        return cliff >= 10 ? "more than 10" : "%.1f".formatted(cliff);
    }

    /// What a telling name weighs, by how much the column says.
    private static int weight(double explained, double cliff) {
        if (explained >= 0.10 || cliff >= 1.15) {
            return CERTAIN;
        }
        return explained >= 0.02 || cliff >= 1.05 ? SUSPECT : 0;
    }

    private static boolean saysMoreThan(Candidate candidate, int others, double together) {
        return others >= 5 && candidate.explained >= 0.15 && candidate.rocAuc() >= together + 0.01;
    }

    /// The points of the one column of a candidate whose values say most.
    private int strongest(Candidate candidate, List<String> evidence) {
        int most = 0;
        List<String> best = List.of();
        for (int index = 0; index < candidate.columns.size(); index++) {
            List<String> own = new ArrayList<>();
            int points = byValues(candidate.columns.get(index), candidate.alone.get(index), own);
            if (points > most) {
                most = points;
                best = own;
            }
        }
        evidence.addAll(best);
        return most;
    }

    private int byValues(ValueColumn column, Alone alone, List<String> evidence) {
        int points = 0;
        if (LeakNames.isClosingDate(column.schema().source(), column.schema().kind())) {
            points += CERTAIN;
            evidence.add("It is the date on which a lead's outcome was known.");
        }
        if (filledByOutcome(alone)) {
            points += CERTAIN;
            evidence.add(
                    "It is filled in for %s of the leads that converted and for %s of the others."
                            .formatted(
                                    percent(alone.filledConverted()),
                                    percent(alone.filledOthers())));
        }
        if (emptyWhileOpen(column)) {
            points += CERTAIN;
            evidence.add(
                    "It is filled in for %s of the leads with an outcome and for %s of the open ones."
                            .formatted(
                                    percent(filled(column, rows)),
                                    percent(filled(column, openRows))));
        }
        if (alone.pureShare() >= 0.10 && baseRate <= 0.7) {
            points += 2;
            evidence.add(
                    "Values that hold %s of all conversions occur with hardly any other outcome."
                            .formatted(percent(alone.pureShare())));
        }
        return points;
    }

    /// Filled in for nearly all of one outcome and hardly any of the other; or never for one of
    /// them.
    private static boolean filledByOutcome(Alone alone) {
        double more = Math.max(alone.filledConverted(), alone.filledOthers());
        double less = Math.min(alone.filledConverted(), alone.filledOthers());
        return more - less >= 0.85 || (less <= 0.002 && more >= 0.15);
    }

    private boolean emptyWhileOpen(ValueColumn column) {
        return openRows.length >= FEWEST_OPEN
                && filled(column, rows) >= 0.9
                && filled(column, openRows) <= 0.1;
    }

    private static double filled(ValueColumn column, int[] rows) {
        long missing = Arrays.stream(rows).filter(column::isMissing).count();
        return 1 - (double) missing / rows.length;
    }

    /// A column that told outcomes well among the earlier leads and no more among the latest was
    /// filled in later.
    private int byTime(Candidate candidate, List<String> evidence) {
        if (positions == null || candidate.explained < 0.10) {
            return 0;
        }
        double[] sorted = Arrays.stream(rows).mapToDouble(row -> positions[row]).sorted().toArray();
        double cut = sorted[(int) (0.85 * sorted.length)];
        int[] earlier = Arrays.stream(rows).filter(row -> positions[row] < cut).toArray();
        int[] latest = Arrays.stream(rows).filter(row -> positions[row] >= cut).toArray();
        if (!bothOutcomes(earlier) || !bothOutcomes(latest)) {
            return 0;
        }
        double before = 0;
        double after = 1;
        for (ValueColumn column : candidate.columns) {
            before = Math.max(before, Alone.of(column, earlier, labels).rocAuc());
            after = Math.min(after, Alone.of(column, latest, labels).rocAuc());
        }
        if (before < 0.75 || after > before - 0.15) {
            return 0;
        }
        evidence.add(
                "Among the latest leads it says little (ROC-AUC %.2f, %.2f before): they have not got it yet."
                        .formatted(after, before));
        return 1;
    }

    private boolean bothOutcomes(int[] some) {
        long converted = Arrays.stream(some).filter(row -> labels[row] == 1).count();
        return converted >= 20 && some.length - converted >= 20;
    }

    private static String percent(double share) {
        double rounded = share * 100;
        return rounded > 0 && rounded < 1 ? "under 1 %" : "%.0f %%".formatted(rounded);
    }
}
