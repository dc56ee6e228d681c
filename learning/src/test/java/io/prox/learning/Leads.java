package io.prox.learning;

import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.DatePattern;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Leads made up for a test: columns, what became of each lead, and whatever else a [LearningTask]
/// needs, with defaults for all that a test does not speak of.
public final class Leads {
    private static final double DAY = 86_400;
    private static final long NEW_YEAR_2024 = 1_704_067_200;

    private final int rows;
    private final long seed;
    private final SplittableRandom random;
    private final Map<String, ValueColumn> columns = new LinkedHashMap<>();
    private final List<ColumnSchema> passedOver = new ArrayList<>();
    private final Map<String, Side> sides = new HashMap<>();
    private final byte[] labels;
    private Groups groups;
    private Optional<TimeOrder> time = Optional.empty();
    private Set<String> keep = Set.of();
    private int folds = 2;

    private Leads(int rows, long seed) {
        this.rows = rows;
        this.seed = seed;
        random = new SplittableRandom(seed);
        labels = new byte[rows];
        groups = Groups.none(rows);
    }

    public static Leads of(int rows, long seed) {
        return new Leads(rows, seed);
    }

    /// Something about one row.
    @FunctionalInterface
    public interface Draw {
        double of(int row, SplittableRandom random);
    }

    /// A quantity; NaN for a missing one.
    public Leads number(String name, Draw draw) {
        return with(numbers(name, drawn(draw)));
    }

    /// A category with the levels `L0`, `L1` and so on.
    ///
    /// @param draw the code of a level; NaN for a missing one
    public Leads category(String name, int levels, Draw draw) {
        return with(levels(name, Kind.CATEGORY, levels, drawn(draw)));
    }

    /// A category whose values mostly occur seldom.
    public Leads manyValued(String name, int levels, Draw draw) {
        return with(levels(name, Kind.MANY_VALUED, levels, drawn(draw)));
    }

    /// @param draw days since 2024 began; NaN for a missing date
    public Leads date(String name, Draw draw) {
        return with(days(name, drawn(draw)));
    }

    /// A column in the file that is not learnt from.
    public Leads passedOver(ColumnSchema schema) {
        passedOver.add(schema);
        return this;
    }

    public Leads with(ValueColumn column) {
        columns.put(column.name(), column);
        return this;
    }

    private double[] drawn(Draw draw) {
        return IntStream.range(0, rows).mapToDouble(row -> draw.of(row, random)).toArray();
    }

    /// Draws outcomes.
    ///
    /// @param logOdds of converting
    public Leads converting(Draw logOdds) {
        for (int row = 0; row < rows; row++) {
            double probability = 1 / (1 + Math.exp(-logOdds.of(row, random)));
            labels[row] = (byte) (random.nextDouble() < probability ? 1 : 0);
        }
        return this;
    }

    /// States outcomes: 1 for converted, 0 for not, -1 for open.
    public Leads outcomes(byte[] stated) {
        System.arraycopy(stated, 0, labels, 0, rows);
        return this;
    }

    /// Leads from a row on have no outcome yet.
    public Leads openFrom(int row) {
        Arrays.fill(labels, row, rows, (byte) -1);
        return this;
    }

    Leads groups(int[] numbers) {
        groups = Groups.of(numbers);
        return this;
    }

    Leads inRowOrder() {
        time = Optional.of(TimeOrder.by(table(), TimeOrder.FILE_ORDER));
        return this;
    }

    Leads inOrderOf(String column) {
        time = Optional.of(TimeOrder.by(table(), column));
        return this;
    }

    Leads keeping(String... names) {
        keep = Set.of(names);
        return this;
    }

    Leads onSide(String column, Side side) {
        sides.put(column, side);
        return this;
    }

    Leads folds(int count) {
        folds = count;
        return this;
    }

    /// The value of a column in a row, for outcomes that depend on it.
    public double value(String column, int row) {
        return column(column).value(row);
    }

    public ValueColumn column(String name) {
        ValueColumn found = columns.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return found;
    }

    public List<ValueColumn> columns() {
        return List.copyOf(columns.values());
    }

    /// 1 for converted, 0 for not, -1 for open.
    public byte[] labels() {
        return labels.clone();
    }

    /// Rows with an outcome.
    public int[] rows() {
        return IntStream.range(0, rows).filter(row -> labels[row] >= 0).toArray();
    }

    /// Rows without.
    public int[] openRows() {
        return IntStream.range(0, rows).filter(row -> labels[row] < 0).toArray();
    }

    /// Every row a person of its own.
    public int[] strangers() {
        return IntStream.range(0, rows).toArray();
    }

    public Table table() {
        return new Table(rows, new ArrayList<Column>(columns.values()));
    }

    LearningTask task() {
        List<String> cells =
                IntStream.range(0, rows)
                        .mapToObj(row -> labels[row] < 0 ? "" : labels[row] == 1 ? "yes" : "no")
                        .toList();
        TextColumn target = text("Converted", Kind.BOOLEAN, cells);
        List<ColumnSchema> inputs = new ArrayList<>(passedOver);
        columns.values().forEach(column -> inputs.add(column.schema()));
        inputs.add(target.schema());
        return new LearningTask(
                "leads.csv",
                rows,
                false,
                inputs,
                Map.of(),
                table(),
                Outcome.of(target, List.of(), List.of()),
                groups,
                time,
                keep,
                sides,
                List.of(),
                folds,
                seed);
    }

    Learned learn() {
        return Learner.learn(task(), Progress.SILENT);
    }

    /// A column of quantities.
    public static ValueColumn numbers(String name, double... values) {
        return ValueColumn.of(
                new ColumnSchema(
                        name, Kind.NUMBER, "numbers", new CellFormat.Numbers('.', '\0', Set.of())),
                values);
    }

    /// A column of levels `L0`, `L1` and so on.
    public static ValueColumn levels(String name, Kind kind, int count, double... codes) {
        List<String> words = IntStream.range(0, count).mapToObj(level -> "L" + level).toList();
        return ValueColumn.of(
                new ColumnSchema(
                        name, kind, count + " values", new CellFormat.Levels(words, Set.of())),
                codes);
    }

    /// A column of dates.
    ///
    /// @param days since 2024 began
    public static ValueColumn days(String name, double... days) {
        return ValueColumn.of(
                new ColumnSchema(
                        name,
                        Kind.DATE,
                        "dates",
                        new CellFormat.Dates(
                                new DatePattern(DatePattern.Order.YEAR_MONTH_DAY, false),
                                Set.of())),
                Arrays.stream(days).map(day -> NEW_YEAR_2024 + day * DAY).toArray());
    }

    /// A column of cells as they stand in the file; `Select` is a word for missing.
    public static TextColumn text(String name, Kind kind, List<String> cells) {
        return TextColumn.of(
                new ColumnSchema(name, kind, "text", new CellFormat.Verbatim(Set.of("select"))),
                cells);
    }
}
