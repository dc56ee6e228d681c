package io.prox.learning.leaks;

import io.prox.learning.leaks.QuickQuality.Quality;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Weighs what speaks for a column's knowing the outcome. Each kind of evidence gives points; from
/// [#CERTAIN] points a finding is certain, from [#SUSPECT] it is suspicious.
final class Evidence {
    private static final int CERTAIN = 3;
    private static final int SUSPECT = 2;

    /// Columns that explain less than this, under a name that says nothing, are taken as honest
    /// without a trial.
    private static final double SAYS_LITTLE = 0.08;

    /// One honest column may well rank leads as well as this where the others say next to nothing:
    /// strength alone does not exclude it.
    private static final double MAY_BE_HONEST = 0.86;

    private static final double NEXT_TO_NOTHING = 0.62;

    private static final int FEWEST_OPEN = 30;

    private final byte[] labels;
    private final int[] rows;
    private final int[] openRows;
    private final double @Nullable [] positions;
    private final double baseRate;

    /// @param labels of all rows: 1 for converted, 0 for not
    /// @param rows with an outcome, to look at
    /// @param openRows rows without an outcome
    /// @param positions in time, of all rows; null where there is no order
    Evidence(byte[] labels, int[] rows, int[] openRows, double @Nullable [] positions) {
        this.labels = labels;
        this.rows = rows;
        this.openRows = openRows;
        this.positions = positions;
        double converted = Arrays.stream(rows).filter(row -> labels[row] == 1).count();
        baseRate = converted / rows.length;
    }

    /// Whether nothing about a column calls for a trial.
    boolean isIdle(Candidate candidate) {
        return candidate.explained < SAYS_LITTLE
                && candidate.suspicion.isEmpty()
                && candidate.columns.stream().noneMatch(Evidence::isClosingDate)
                && candidate.alone.stream().noneMatch(Evidence::filledByOutcome)
                && candidate.columns.stream().noneMatch(this::emptyWhileOpen);
    }

    private static boolean isClosingDate(ValueColumn column) {
        return LeakNames.isClosingDate(column.schema().source(), column.schema().kind());
    }

    /// Weighs the evidence on one column.
    ///
    /// @param with ROC-AUC of the honest columns and this one
    /// @param without ROC-AUC of the honest columns
    /// @param others how many honest columns there are
    Optional<Finding> judge(Candidate candidate, double with, double without, int others) {
        List<String> evidence = new ArrayList<>();
        int points = 0;
        double cliff = Quality.cliff(with, without);
        boolean saysMore = saysMoreThan(candidate, others, without);
        if (candidate.rocAuc() >= 0.97 || candidate.explained >= 0.75) {
            points += CERTAIN;
            evidence.add(
                    "By itself it tells nearly every outcome (ROC-AUC %.2f)."
                            .formatted(candidate.rocAuc()));
        } else if (saysMore) {
            points += 2;
            evidence.add(
                    "By itself (ROC-AUC %.2f) it says more than all %d honest columns together (%.2f)."
                            .formatted(candidate.rocAuc(), others, without));
        }
        int steps = cliff >= 3 ? 3 : cliff >= 2 ? 2 : cliff >= 1.6 ? 1 : 0;
        if (steps > 0 && with >= 0.8) {
            points += with >= 0.88 || saysMore ? steps : steps - 1;
            evidence.add(
                    "Without it the ROC-AUC falls from %.2f to %.2f: %s times as many leads in the wrong order."
                            .formatted(with, without, times(cliff)));
        }
        if (with < MAY_BE_HONEST && without < NEXT_TO_NOTHING && points > SUSPECT) {
            points = SUSPECT;
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
        if (isClosingDate(column)) {
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

    static double filled(ValueColumn column, int[] rows) {
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
