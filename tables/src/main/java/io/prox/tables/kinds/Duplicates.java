package io.prox.tables.kinds;

import io.prox.tables.CellFormat;
import io.prox.tables.Cells;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/// Finds columns that say row for row what an earlier one says: the same values, or, between
/// columns of levels, one name for each level of the other. Every row is compared; the search is
/// cheap since columns that differ do so within a few rows.
final class Duplicates {
    private final List<Decision> decisions;
    private final List<ColumnProfile> profiles;
    private final List<Cells> cells;

    private Duplicates(List<Decision> decisions, List<ColumnProfile> profiles, List<Cells> cells) {
        this.decisions = decisions;
        this.profiles = profiles;
        this.cells = cells;
    }

    /// @param decisions changed: a later column that repeats an earlier one becomes its duplicate
    /// @param wanted columns that a person decided about, which stay what they are
    static List<Decision> mark(
            List<Decision> decisions,
            List<ColumnProfile> profiles,
            List<Cells> cells,
            Set<String> wanted,
            Set<String> verbatim) {
        var duplicates = new Duplicates(decisions, profiles, cells);
        var alike = new HashMap<Outline, List<Integer>>();
        for (int column = 0; column < decisions.size(); column++) {
            ColumnSchema schema = decisions.get(column).schema();
            if (schema.kind() == Kind.CONSTANT || verbatim.contains(schema.name())) {
                continue;
            }
            List<Integer> earlier =
                    alike.computeIfAbsent(duplicates.outline(column), unseen -> new ArrayList<>());
            boolean mayChange = !wanted.contains(schema.name());
            if (!mayChange || !duplicates.repeats(column, earlier)) {
                earlier.add(column);
            }
        }
        return decisions;
    }

    private boolean repeats(int column, List<Integer> earlier) {
        for (int first : earlier) {
            boolean same = sameValues(first, column);
            if (same || isRenaming(first, column)) {
                Decision decision = decisions.get(column);
                String reason =
                        (same ? "the same in every row as %s" : "other names for the values of %s")
                                .formatted(profiles.get(first).name());
                decisions.set(
                        column,
                        new Decision(
                                new ColumnSchema(
                                        decision.schema().name(),
                                        Kind.DUPLICATE,
                                        reason,
                                        new CellFormat.Verbatim(
                                                decision.schema().format().missingWords())),
                                decision.distinct(),
                                decision.missingWords(),
                                List.of()));
                return true;
            }
        }
        return false;
    }

    /// What two columns must have in common before their rows are worth comparing.
    private Outline outline(int column) {
        Decision decision = decisions.get(column);
        Kind kind = decision.schema().kind();
        String family =
                switch (kind) {
                    case ORDERED, CATEGORY, MANY_VALUED, BOOLEAN -> "levels";
                    case NUMBER -> "number";
                    case DATE -> "date";
                    case TEXT, EMAIL, PHONE, URL, IDENTIFIER, CONSTANT, DUPLICATE -> "text";
                };
        return new Outline(family, decision.distinct());
    }

    private boolean sameValues(int first, int second) {
        CellFormat one = decisions.get(first).schema().format();
        CellFormat other = decisions.get(second).schema().format();
        if (one instanceof CellFormat.Levels || one instanceof CellFormat.Verbatim) {
            return sameTexts(first, one, second, other);
        }
        var left = new RowValues(cells.get(first), one);
        var right = new RowValues(cells.get(second), other);
        for (int row = 0; row < cells.get(first).rows(); row++) {
            if (Double.compare(left.value(row), right.value(row)) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean sameTexts(int first, CellFormat one, int second, CellFormat other) {
        for (int row = 0; row < cells.get(first).rows(); row++) {
            String left = cells.get(first).text(row);
            String right = cells.get(second).text(row);
            if (!left.equals(right)
                    && !(one.isMissing(left) && other.isMissing(right))
                    && !CellFormat.Levels.key(left).equals(CellFormat.Levels.key(right))) {
                return false;
            }
        }
        return true;
    }

    /// Whether each level of one column always stands beside the same level of the other. Levels
    /// that mostly stand in one row prove nothing.
    private boolean isRenaming(int first, int second) {
        ColumnSchema one = decisions.get(first).schema();
        ColumnSchema other = decisions.get(second).schema();
        int levels = one.levels().size();
        if (!one.kind().hasLevels()
                || !other.kind().hasLevels()
                || levels != other.levels().size()
                || levels * 2L > cells.get(first).rows()) {
            return false;
        }
        var left = new RowValues(cells.get(first), one.format());
        var right = new RowValues(cells.get(second), other.format());
        var partner = new int[levels + 1];
        var partnerOfOther = new int[levels + 1];
        Arrays.fill(partner, -1);
        Arrays.fill(partnerOfOther, -1);
        for (int row = 0; row < cells.get(first).rows(); row++) {
            int leftCode = code(left.value(row), levels);
            int rightCode = code(right.value(row), levels);
            if (leftCode < 0 || rightCode < 0) {
                return false;
            }
            if (partner[leftCode] < 0 && partnerOfOther[rightCode] < 0) {
                partner[leftCode] = rightCode;
                partnerOfOther[rightCode] = leftCode;
            }
            if (partner[leftCode] != rightCode || partnerOfOther[rightCode] != leftCode) {
                return false;
            }
        }
        return true;
    }

    /// The code of a level, one more than the last for missing, -1 for a value without a level.
    private static int code(double value, int levels) {
        return Double.isNaN(value) ? levels : (int) value;
    }

    /// @param family kinds that can be compared
    /// @param distinct how many different values
    private record Outline(String family, int distinct) {}

    /// Values of a column, each text read once where it is coded.
    private static final class RowValues {
        private final Cells cells;
        private final CellFormat format;
        private final double[] byCode;

        RowValues(Cells cells, CellFormat format) {
            this.cells = cells;
            this.format = format;
            this.byCode = new double[cells.isCoded() ? cells.codes() : 0];
            Arrays.setAll(byCode, code -> format.parse(cells.textOfCode(code)));
        }

        double value(int row) {
            return cells.isCoded() ? byCode[cells.code(row)] : format.parse(cells.text(row));
        }
    }
}
