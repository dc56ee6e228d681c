package io.prox.learning;

import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// An order of the rows in time. Immutable.
public final class TimeOrder {
    /// The request for the order of the rows in the file.
    public static final String FILE_ORDER = "@row";

    /// Names of columns that say when a lead came.
    private static final Pattern BEGINNING =
            Pattern.compile(
                    "creat|first|inquir|enquir|regist|receiv|submit|contact|captur|arriv|enter|start|open|engage|"
                            + "sign.?up|added|opt.?in|lead.?date|^date$|_date$|^timestamp$|^time$|^day$|erstellt|eingang");

    /// Names of columns that say what came later.
    private static final Pattern ENDING =
            Pattern.compile(
                    "clos|convert|conversion|won|win|lost|end|last|modif|updat|outcome|deal|purchas|order|expir|due|"
                            + "next|resol|cancel|churn|birth|geburt");

    private static final double MOST_MISSING = 0.05;
    private static final int FEWEST_INSTANTS = 20;

    /// An identifier counts as given in sequence when it rises or falls this steadily with the
    /// rows.
    private static final double STEADY = 0.95;

    private final String name;
    private final double[] positions;

    private TimeOrder(String name, double[] positions) {
        this.name = name;
        this.positions = positions;
    }

    /// An order that is known.
    ///
    /// @param name what it is by
    /// @param positions rising with time, one for each row, NaN where it is not known; copied
    public static TimeOrder of(String name, double[] positions) {
        return new TimeOrder(name, positions.clone());
    }

    /// The order by a column, or by the rows.
    ///
    /// @param table the table as read, identifiers and dates included
    /// @param column a column's name or [#FILE_ORDER]
    /// @throws LearningException if the column is absent or has no order
    public static TimeOrder by(Table table, String column) {
        if (column.equals(FILE_ORDER)) {
            return new TimeOrder(
                    "row order", IntStream.range(0, table.rows()).asDoubleStream().toArray());
        }
        Column found =
                table.column(column)
                        .orElseThrow(
                                () ->
                                        new LearningException(
                                                "There is no column '%s' to order by in time."
                                                        .formatted(column)));
        double[] positions = positions(found);
        long known = Arrays.stream(positions).filter(position -> !Double.isNaN(position)).count();
        if (known < (1 - MOST_MISSING) * table.rows() || distinct(positions) < 2) {
            throw new LearningException(
                    ("The column '%s' (%s) gives no order in time: %,d of %,d rows have a date or number in it."
                                    + " Name a date, a number that rises with time, or %s.")
                            .formatted(
                                    column,
                                    found.schema().kind().words(),
                                    known,
                                    table.rows(),
                                    FILE_ORDER));
        }
        return new TimeOrder(column, positions);
    }

    /// The order that the data shows by itself: a column that says when a lead came, or an
    /// identifier that was given in sequence. Empty where none can be recognised with confidence.
    public static Optional<TimeOrder> recognise(Table table) {
        return table.columns().stream()
                .filter(TimeOrder::saysWhenALeadCame)
                .min(Comparator.comparing(column -> !strongName(column)))
                .or(
                        () ->
                                table.columns().stream()
                                        .filter(column -> column.schema().kind() == Kind.IDENTIFIER)
                                        .filter(column -> steadiness(positions(column)) >= STEADY)
                                        .findFirst())
                .map(column -> new TimeOrder(column.name(), positions(column)));
    }

    private static boolean saysWhenALeadCame(Column column) {
        String folded = CellFormat.fold(column.name());
        if (column.schema().kind() != Kind.DATE
                || ENDING.matcher(folded).find()
                || !BEGINNING.matcher(folded).find()) {
            return false;
        }
        double[] positions = positions(column);
        long missing = Arrays.stream(positions).filter(Double::isNaN).count();
        return missing <= MOST_MISSING * positions.length && distinct(positions) >= FEWEST_INSTANTS;
    }

    private static boolean strongName(Column column) {
        return CellFormat.fold(column.name()).matches(".*(creat|first|regist|receiv|submit).*");
    }

    private static long distinct(double[] positions) {
        return Arrays.stream(positions)
                .filter(position -> !Double.isNaN(position))
                .distinct()
                .count();
    }

    /// NaN in every row of a column without an order, such as a category: the codes of its levels
    /// are no instants.
    private static double[] positions(Column column) {
        double[] positions = new double[column.rows()];
        Kind kind = column.schema().kind();
        if (kind.hasLevels() && kind != Kind.ORDERED) {
            Arrays.fill(positions, Double.NaN);
            return positions;
        }
        for (int row = 0; row < positions.length; row++) {
            positions[row] =
                    switch (column) {
                        case ValueColumn values -> values.value(row);
                        case TextColumn text -> integer(text.text(row));
                    };
        }
        return positions;
    }

    private static double integer(String cell) {
        String stripped = cell.strip();
        boolean digits =
                !stripped.isEmpty()
                        && stripped.length() <= 15
                        && stripped.chars().allMatch(Character::isDigit);
        return digits ? Long.parseLong(stripped) : Double.NaN;
    }

    /// How steadily positions rise or fall with the rows: the share of neighbouring rows that go
    /// the common way; 0 where any is missing.
    private static double steadiness(double[] positions) {
        int rising = 0;
        int falling = 0;
        for (int row = 1; row < positions.length; row++) {
            if (Double.isNaN(positions[row]) || Double.isNaN(positions[row - 1])) {
                return 0;
            }
            if (positions[row] > positions[row - 1]) {
                rising++;
            } else if (positions[row] < positions[row - 1]) {
                falling++;
            }
        }
        return positions.length < 2
                ? 0
                : (double) Math.max(rising, falling) / (positions.length - 1);
    }

    /// The column, or `row order`.
    public String name() {
        return name;
    }

    /// Rises with time; NaN where unknown.
    public double position(int row) {
        return positions[row];
    }
}
