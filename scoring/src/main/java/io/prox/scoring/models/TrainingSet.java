package io.prox.scoring.models;

import io.prox.contracts.LeadId;
import io.prox.features.DerivedCells;
import io.prox.features.ProfileFeatures;
import io.prox.features.behaviour.EngagementFeatures;
import io.prox.features.fields.StandardField;
import io.prox.learning.Groups;
import io.prox.learning.LearningTask;
import io.prox.learning.Outcome;
import io.prox.learning.TimeOrder;
import io.prox.scoring.history.Snapshot;
import io.prox.scoring.models.ColumnChoices.Choices;
import io.prox.scoring.ranking.Features;
import io.prox.scoring.ranking.RuleRanking;
import io.prox.tables.Cells;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.kinds.ColumnKinds;
import io.prox.tables.kinds.Decision;
import io.prox.tables.reading.ColumnFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Snapshots gathered into a table to learn from.
///
/// The cells of a snapshot are the very ones that are scored live; what a column holds is decided
/// from all of them together, and kept with the model.
final class TrainingSet {
    private static final char NO_DELIMITER = '\0';

    /// How columns that ProX itself derives are read.
    private static final Map<String, ColumnSchema> DERIVED = new HashMap<>();

    static {
        for (StandardField field : StandardField.values()) {
            DerivedCells.schemas(field).forEach(schema -> DERIVED.put(schema.name(), schema));
        }
        EngagementFeatures.schemas().forEach(schema -> DERIVED.put(schema.name(), schema));
    }

    private final Map<String, Cells.Builder> columns = new TreeMap<>();
    private final List<Byte> labels = new ArrayList<>();
    private final List<Double> positions = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final List<Features> points = new ArrayList<>();
    private final RuleRanking rules = new RuleRanking();
    private final Map<LeadId, Integer> numbers = new HashMap<>();

    /// Adds the snapshots of one lead, which stay in one fold.
    void add(List<Snapshot> snapshots) {
        for (Snapshot snapshot : snapshots) {
            int row = labels.size();
            snapshot.row()
                    .forEach(
                            (name, cell) ->
                                    columns.computeIfAbsent(name, first -> blanks(row)).add(cell));
            labels.add(snapshot.label().code());
            positions.add((double) snapshot.at().getEpochSecond());
            groups.add(numbers.computeIfAbsent(snapshot.lead(), first -> numbers.size()));
            points.addAll(rules.features(List.of(snapshot.row())));
            columns.values().stream()
                    .filter(column -> column.rows() <= row)
                    .forEach(column -> column.add(""));
        }
    }

    private static Cells.Builder blanks(int rows) {
        var column = new Cells.Builder();
        for (int row = 0; row < rows; row++) {
            column.add("");
        }
        return column;
    }

    int size() {
        return labels.size();
    }

    /// How many leads the snapshots are of.
    int leads() {
        return numbers.size();
    }

    /// Snapshots with a known outcome: how many converted, or did not.
    int labelled(Snapshot.Label label) {
        return (int) labels.stream().filter(code -> code == label.code()).count();
    }

    /// How the rules rank the lead of a row.
    double rulesScore(int row) {
        return rules.rank(points.get(row)).score();
    }

    /// What the learner is asked.
    ///
    /// @param name of the set, for the report
    /// @param choices what a person decided of its columns
    /// @param folds of the cross-validation
    /// @param notes how the set was made, one sentence each
    LearningTask task(String name, Choices choices, int folds, long seed, List<String> notes) {
        SortedMap<String, Cells.Builder> chosen = new TreeMap<>(columns);
        chosen.keySet().removeIf(column -> choices.leaveOut().contains(source(column)));
        List<Cells> cells = chosen.values().stream().map(Cells.Builder::build).toList();
        ColumnKinds kinds =
                ColumnKinds.decide(
                        List.copyOf(chosen.keySet()),
                        cells,
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        NO_DELIMITER);
        var inputs = new ArrayList<ColumnSchema>();
        var read = new ArrayList<Column>();
        var facts = new HashMap<String, ColumnFacts>();
        for (int index = 0; index < cells.size(); index++) {
            Decision decision = kinds.columns().get(index);
            ColumnSchema schema = schema(decision);
            Column column = schema.read(cells.get(index));
            inputs.add(schema);
            read.add(column);
            facts.put(schema.name(), ColumnFacts.of(decision, column, cells.get(index)));
        }
        byte[] codes = new byte[labels.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = labels.get(row);
        }
        return new LearningTask(
                name,
                codes.length,
                false,
                inputs,
                facts,
                ProfileFeatures.derive(new Table(codes.length, read)),
                Outcome.of("outcome", "won", codes),
                Groups.of(groups.stream().mapToInt(Integer::intValue).toArray()),
                order(),
                choices.keep(),
                Map.of(),
                withChoices(notes, choices),
                folds,
                seed);
    }

    /// What a person calls the column that this one is derived from.
    private static String source(String column) {
        ColumnSchema derived = DERIVED.get(column);
        return derived == null ? column : derived.source();
    }

    private List<String> withChoices(List<String> notes, Choices choices) {
        var all = new ArrayList<String>(notes);
        Set<String> known =
                columns.keySet().stream().map(TrainingSet::source).collect(Collectors.toSet());
        for (String column : choices.leaveOut()) {
            all.add(
                    known.contains(column)
                            ? "'%s' is left out because a person decided so.".formatted(column)
                            : "'%s' was to be left out, and no lead has it.".formatted(column));
        }
        return all;
    }

    /// A column of ours is read as we write it, unless it says nothing here.
    private static ColumnSchema schema(Decision decision) {
        ColumnSchema decided = decision.schema();
        ColumnSchema derived = DERIVED.get(decided.name());
        return derived == null
                        || decided.kind() == Kind.CONSTANT
                        || decided.kind() == Kind.DUPLICATE
                ? decided
                : derived;
    }

    private Optional<TimeOrder> order() {
        double[] instants = positions.stream().mapToDouble(Double::doubleValue).toArray();
        return Arrays.stream(instants).distinct().limit(2).count() < 2
                ? Optional.empty()
                : Optional.of(TimeOrder.of("time of the snapshot", instants));
    }
}
