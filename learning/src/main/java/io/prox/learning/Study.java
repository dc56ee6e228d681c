package io.prox.learning;

import io.prox.learning.blend.Fitting;
import io.prox.learning.leaks.Finding;
import io.prox.learning.leaks.Sentinel;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The leads of a task as arrays: which rows have an outcome, which are open, in which order they
/// came. The arrays are not to be changed.
final class Study {
    private final LearningTask task;
    private final DateIntervals intervals;
    private final List<ValueColumn> columns;
    private final byte[] labels;
    private final int[] groups;
    private final int[] rows;
    private final int[] open;
    private final double[] positions;

    Study(LearningTask task) {
        this.task = task;
        intervals = DateIntervals.in(task.table());
        Table table = intervals.addTo(task.table());
        columns = table.columns().stream().map(ValueColumn.class::cast).toList();
        byte[] known = task.outcome().labels();
        rows = IntStream.range(0, known.length).filter(row -> known[row] >= 0).toArray();
        open = IntStream.range(0, known.length).filter(row -> known[row] < 0).toArray();
        labels = known;
        groups = task.groups().numbers();
        positions =
                task.time()
                        .map(
                                time ->
                                        IntStream.range(0, known.length)
                                                .mapToDouble(time::position)
                                                .toArray())
                        .orElse(new double[0]);
    }

    void requireEnough() {
        int converted = converted(rows);
        int others = rows.length - converted;
        String target = task.outcome().column();
        if (rows.length < Learner.FEWEST_LEADS) {
            throw new LearningException(
                    "Only %,d leads have an outcome in '%s'; learning needs at least %d, so %d are missing."
                            .formatted(
                                    rows.length,
                                    target,
                                    Learner.FEWEST_LEADS,
                                    Learner.FEWEST_LEADS - rows.length));
        }
        if (Math.min(converted, others) < Learner.FEWEST_OF_A_KIND) {
            int fewer = Math.min(converted, others);
            throw new LearningException(
                    "Only %d leads %s in '%s'; learning needs at least %d of either kind, so %d are missing."
                            .formatted(
                                    fewer,
                                    converted < others ? "converted" : "did not convert",
                                    target,
                                    Learner.FEWEST_OF_A_KIND,
                                    Learner.FEWEST_OF_A_KIND - fewer));
        }
        if (columns.isEmpty()) {
            throw new LearningException(
                    "No column is left to learn from: all of them are identifiers, constant, duplicates or left out."
                            + " Keep one with --keep, or give it another kind with --kind COLUMN=KIND.");
        }
    }

    /// Looks for leaks among all rows with an outcome, and leaves out what is certain.
    Selection select() {
        return select(rows, Set.of());
    }

    /// Looks for leaks among the given rows, and leaves out what is certain, there or among all
    /// rows: a proof must not profit from a column that the model will do without.
    Selection select(int[] some, Selection whole) {
        return select(some, whole.excluded());
    }

    private Selection select(int[] some, Set<String> anyway) {
        List<Finding> findings =
                new Sentinel(
                                labels,
                                some,
                                groups,
                                open,
                                positions.length == 0 ? null : positions,
                                task.seed())
                        .inspect(
                                columns.stream()
                                        .filter(
                                                column ->
                                                        !anyway.contains(column.schema().source()))
                                        .toList());
        Set<String> excluded =
                Stream.concat(
                                findings.stream().filter(Finding::certain).map(Finding::column),
                                anyway.stream())
                        .filter(name -> !task.keep().contains(name))
                        .collect(Collectors.toSet());
        List<ValueColumn> left =
                columns.stream()
                        .filter(column -> !excluded.contains(column.schema().source()))
                        .filter(
                                column ->
                                        intervals.earlierDates(column.name()).stream()
                                                .noneMatch(excluded::contains))
                        .toList();
        if (left.isEmpty()) {
            throw new LearningException(
                    "Every column seems to know the outcome (%s). Keep those that are known before it with --keep."
                            .formatted(String.join(", ", excluded.stream().sorted().toList())));
        }
        return new Selection(left, excluded, findings);
    }

    Fitting fitting(Selection selection, long seed) {
        return new Fitting(selection.columns(), labels, groups, seed);
    }

    /// The rows by rising position; rows without one first.
    int[] inTime(int[] some) {
        return Arrays.stream(some)
                .boxed()
                .sorted(
                        Comparator.comparingDouble(
                                row ->
                                        Double.isNaN(positions[row])
                                                ? Double.NEGATIVE_INFINITY
                                                : positions[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// How many of the ordered rows come first, near the given share, without parting rows of one
    /// instant.
    int cutInTime(int[] ordered, double share) {
        int cut = (int) (share * ordered.length);
        int later = cut;
        while (later < ordered.length && samePosition(ordered[later], ordered[cut - 1])) {
            later++;
        }
        int earlier = cut;
        while (earlier > 0 && samePosition(ordered[earlier - 1], ordered[cut])) {
            earlier--;
        }
        return later - cut <= cut - earlier ? later : earlier;
    }

    /// Those of some rows that share no group with the training rows.
    int[] strangersTo(int[] train, int[] some) {
        Set<Integer> known =
                Arrays.stream(train).mapToObj(row -> groups[row]).collect(Collectors.toSet());
        return Arrays.stream(some).filter(row -> !known.contains(groups[row])).toArray();
    }

    private boolean samePosition(int row, int other) {
        return positions[row] == positions[other];
    }

    boolean hasBoth(int[] some) {
        int converted = converted(some);
        return converted >= Learner.FEWEST_OF_A_KIND / 2
                && some.length - converted >= Learner.FEWEST_OF_A_KIND / 2;
    }

    int converted(int[] some) {
        return (int) Arrays.stream(some).filter(row -> labels[row] == 1).count();
    }

    double rate(int[] some) {
        return (double) converted(some) / some.length;
    }

    DateIntervals intervals() {
        return intervals;
    }

    List<ValueColumn> columns() {
        return columns;
    }

    /// 1 for converted, 0 for not, -1 for open.
    byte[] labels() {
        return labels;
    }

    int[] groups() {
        return groups;
    }

    /// Rows with an outcome.
    int[] rows() {
        return rows;
    }

    int openRows() {
        return open.length;
    }

    Optional<double[]> positions() {
        return positions.length == 0 ? Optional.empty() : Optional.of(positions);
    }
}
