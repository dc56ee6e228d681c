package io.prox.learning;

import io.prox.learning.Model.UsedColumn;
import io.prox.learning.Proof.Driver;
import io.prox.learning.Proof.EffectPoint;
import io.prox.learning.blend.Explained;
import io.prox.learning.explaining.ValueWords;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What drives the scores: each column's mean weight over a sample of leads, and its effect by
/// value there; beside it, how many of all leads have the value, and how many of them converted.
final class Drivers {
    private static final int PARTS = 8;
    private static final int MOST_LEVELS = 12;

    /// Leads that share a value before it gets a point of its own: few leads are no evidence, and
    /// might be recognised.
    private static final int FEWEST_LEADS = 10;

    /// A difference in log-odds that nobody would notice.
    private static final double LITTLE = 0.05;

    private final ModelDraft draft;
    private final int[] rows;
    private final byte[] labels;

    /// @param rows all leads with an outcome
    /// @param labels of all rows of the table
    Drivers(ModelDraft draft, int[] rows, byte[] labels) {
        this.draft = draft;
        this.rows = rows;
        this.labels = labels;
    }

    /// By falling importance.
    List<Driver> describe() {
        Map<String, List<Integer>> bySource = new LinkedHashMap<>();
        for (int index = 0; index < draft.columns().size(); index++) {
            bySource.computeIfAbsent(
                            draft.columns().get(index).schema().source(), _ -> new ArrayList<>())
                    .add(index);
        }
        List<Draft> drafts =
                bySource.entrySet().stream()
                        .map(entry -> new Draft(entry.getKey(), entry.getValue()))
                        .sorted(
                                Comparator.comparingDouble((Draft own) -> -own.importance)
                                        .thenComparing(own -> own.source))
                        .toList();
        double total = drafts.stream().mapToDouble(own -> own.importance).sum();
        return drafts.stream().map(own -> own.driver(total)).toList();
    }

    /// The columns made from one column of the customer's file.
    private final class Draft {
        final String source;
        final double[] contributions;
        final double importance;
        final int strongest;

        Draft(String source, List<Integer> columns) {
            this.source = source;
            List<Explained> explained = draft.explained();
            contributions =
                    explained.stream()
                            .mapToDouble(
                                    one -> columns.stream().mapToDouble(one::contribution).sum())
                            .toArray();
            importance = Arrays.stream(contributions).map(Math::abs).average().orElse(0);
            strongest =
                    columns.stream()
                            .max(
                                    Comparator.comparingDouble(
                                            column ->
                                                    explained.stream()
                                                            .mapToDouble(
                                                                    one ->
                                                                            Math.abs(
                                                                                    one
                                                                                            .contribution(
                                                                                                    column)))
                                                            .sum()))
                            .orElseThrow();
        }

        Driver driver(double total) {
            UsedColumn column = draft.columns().get(strongest);
            List<EffectPoint> effect = effect(draft.values().get(strongest), contributions);
            return new Driver(
                    source,
                    column.side(),
                    importance,
                    total > 0 ? importance / total : 0,
                    summary(column.schema(), effect),
                    effect.size() < 2 ? List.of() : effect);
        }
    }

    private static String summary(ColumnSchema schema, List<EffectPoint> effect) {
        List<EffectPoint> known =
                effect.stream()
                        .filter(point -> !point.label().equals(Places.MISSING))
                        .filter(point -> !point.label().equals(Places.OTHERS))
                        .toList();
        if (known.size() < 2) {
            return summaryOfGaps(schema, known, effect);
        }
        EffectPoint best =
                known.stream().max(Comparator.comparingDouble(EffectPoint::contribution)).get();
        EffectPoint worst =
                known.stream().min(Comparator.comparingDouble(EffectPoint::contribution)).get();
        if (best.contribution() - worst.contribution() < LITTLE) {
            return "%s makes little difference.".formatted(schema.name());
        }
        if (schema.kind().hasLevels()) {
            return "Leads whose %s is %s converted more often, with %s less often."
                    .formatted(schema.name(), best.label(), worst.label());
        }
        int highest = known.indexOf(best);
        int lowest = known.indexOf(worst);
        if (highest >= known.size() - 2 && lowest <= 1) {
            return "Leads with a high %s converted more often.".formatted(schema.name());
        }
        if (lowest >= known.size() - 2 && highest <= 1) {
            return "Leads with a low %s converted more often.".formatted(schema.name());
        }
        return "Leads with a %s of %s converted most often, of %s least."
                .formatted(schema.name(), best.label(), worst.label());
    }

    /// Where the values do not differ, being without one may.
    private static String summaryOfGaps(
            ColumnSchema schema, List<EffectPoint> known, List<EffectPoint> effect) {
        Optional<EffectPoint> missing =
                effect.stream().filter(point -> point.label().equals(Places.MISSING)).findFirst();
        double more =
                missing.isEmpty() || known.isEmpty()
                        ? 0
                        : known.getFirst().contribution() - missing.get().contribution();
        if (Math.abs(more) < LITTLE) {
            return "%s says little about who converts.".formatted(schema.name());
        }
        return "Leads with a value in %s converted %s often than those without."
                .formatted(schema.name(), more > 0 ? "more" : "less");
    }

    /// The points of one column: contributions by its value.
    private List<EffectPoint> effect(ValueColumn column, double[] contributions) {
        int[] sample = draft.sampleRows();
        Places places = Places.of(column, rows);
        Map<Integer, List<Double>> members = new TreeMap<>();
        for (int index = 0; index < sample.length; index++) {
            members.computeIfAbsent(places.of(column.value(sample[index])), _ -> new ArrayList<>())
                    .add(contributions[index]);
        }
        int[] leads = new int[places.count()];
        int[] converted = new int[places.count()];
        for (int row : rows) {
            int place = places.of(column.value(row));
            leads[place]++;
            converted[place] += labels[row];
        }
        return members.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= FEWEST_LEADS)
                .map(
                        entry -> {
                            int place = entry.getKey();
                            return point(
                                    places.label(place),
                                    entry.getValue(),
                                    leads[place],
                                    converted[place]);
                        })
                .toList();
    }

    private static EffectPoint point(
            String label, List<Double> contributions, int leads, int converted) {
        double[] sorted =
                contributions.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new EffectPoint(
                label,
                leads,
                Arrays.stream(sorted).average().orElse(0),
                sorted[(int) (0.05 * (sorted.length - 1))],
                sorted[(int) (0.95 * (sorted.length - 1))],
                (double) converted / leads);
    }

    /// Where on the axis of a plot a value stands: ranges of a quantity or an instant, levels in
    /// order or by frequency, then all other levels, then missing.
    private static final class Places {
        static final String MISSING = "missing";
        static final String OTHERS = "all others";

        private final double[] bounds;
        private final int[] places;
        private final List<String> labels;

        private Places(double[] bounds, int[] places, List<String> labels) {
            this.bounds = bounds;
            this.places = places;
            this.labels = labels;
        }

        static Places of(ValueColumn column, int[] rows) {
            return column.schema().kind().hasLevels()
                    ? ofLevels(column, rows)
                    : ofRanges(column, rows);
        }

        private static Places ofLevels(ValueColumn column, int[] rows) {
            List<String> levels = column.schema().levels();
            int[] counts = new int[levels.size()];
            for (int row : rows) {
                double value = column.value(row);
                if (value >= 0) {
                    counts[(int) value]++;
                }
            }
            int[] frequent =
                    IntStream.range(0, counts.length)
                            .filter(level -> counts[level] >= FEWEST_LEADS)
                            .boxed()
                            .sorted(Comparator.comparingInt((Integer level) -> -counts[level]))
                            .limit(MOST_LEVELS)
                            .sorted(
                                    column.schema().kind() == Kind.ORDERED
                                            ? Comparator.naturalOrder()
                                            : Comparator.comparingInt(
                                                    (Integer level) -> -counts[level]))
                            .mapToInt(Integer::intValue)
                            .toArray();
            int[] places = new int[counts.length];
            Arrays.fill(places, frequent.length);
            List<String> labels = new ArrayList<>();
            for (int place = 0; place < frequent.length; place++) {
                places[frequent[place]] = place;
                labels.add(levels.get(frequent[place]));
            }
            labels.add(OTHERS);
            labels.add(MISSING);
            return new Places(new double[0], places, labels);
        }

        private static Places ofRanges(ValueColumn column, int[] rows) {
            double[] sorted =
                    Arrays.stream(rows)
                            .mapToDouble(column::value)
                            .filter(value -> !Double.isNaN(value))
                            .sorted()
                            .toArray();
            double[] bounds =
                    sorted.length == 0
                            ? new double[0]
                            : IntStream.range(1, PARTS)
                                    .mapToDouble(part -> sorted[part * sorted.length / PARTS])
                                    .distinct()
                                    .filter(bound -> bound > sorted[0])
                                    .toArray();
            List<String> labels = new ArrayList<>();
            for (int place = 0; place <= bounds.length && sorted.length > 0; place++) {
                double from = place == 0 ? sorted[0] : bounds[place - 1];
                double end = place < bounds.length ? bounds[place] : Double.POSITIVE_INFINITY;
                double to = Arrays.stream(sorted).filter(value -> value < end).max().orElse(from);
                labels.add(range(column.schema(), from, to));
            }
            labels.add(MISSING);
            return new Places(bounds, new int[0], labels);
        }

        private static String range(ColumnSchema schema, double from, double to) {
            boolean date = schema.kind() == Kind.DATE;
            String low = date ? ValueWords.date(from) : ValueWords.number(from);
            String high = date ? ValueWords.date(to) : ValueWords.number(to);
            return low.equals(high) ? low : "%s to %s".formatted(low, high);
        }

        int of(double value) {
            if (Double.isNaN(value)) {
                return labels.size() - 1;
            }
            if (places.length > 0) {
                return value < 0 ? labels.size() - 2 : places[(int) value];
            }
            int found = Arrays.binarySearch(bounds, value);
            return found >= 0 ? found + 1 : -found - 1;
        }

        int count() {
            return labels.size();
        }

        String label(int place) {
            return labels.get(place);
        }
    }
}
