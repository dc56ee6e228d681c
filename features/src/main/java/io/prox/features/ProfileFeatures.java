package io.prox.features;

import io.prox.features.Derivation.Feature;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a profile says, in values that identify nobody.
///
/// Columns of values pass through. E-mail addresses, phone numbers, web addresses and free text are
/// replaced by a handful of derived columns, whose [ColumnSchema#source] is the column they came
/// from. Identifiers, constants and duplicates leave no column. Names, levels and order of what
/// comes out follow from the schemas alone, so that a table may be derived in pieces, and training
/// and scoring agree.
public final class ProfileFeatures {
    private ProfileFeatures() {}

    /// The columns that come out for these columns, in their order.
    public static List<ColumnSchema> schemas(List<ColumnSchema> inputs) {
        var taken = new HashSet<String>();
        inputs.forEach(input -> taken.add(input.name()));
        var outputs = new ArrayList<ColumnSchema>();
        for (ColumnSchema input : inputs) {
            if (input.kind().isValue()) {
                outputs.add(input);
            } else {
                CellDerivation.of(input.kind())
                        .ifPresent(
                                derivation ->
                                        derivation
                                                .features()
                                                .forEach(
                                                        feature ->
                                                                outputs.add(
                                                                        schema(
                                                                                input, feature,
                                                                                taken))));
            }
        }
        return List.copyOf(outputs);
    }

    /// The derived columns of these rows. Time and memory grow with the rows; rows do not influence
    /// one another.
    public static Table derive(Table table) {
        List<ColumnSchema> schemas = schemas(table.columns().stream().map(Column::schema).toList());
        var outputs = new ArrayList<Column>();
        for (Column column : table.columns()) {
            switch (column) {
                case ValueColumn values -> outputs.add(values);
                case TextColumn text ->
                        CellDerivation.of(text.schema().kind())
                                .ifPresent(
                                        derivation -> {
                                            int first = outputs.size();
                                            int last = first + derivation.features().size();
                                            outputs.addAll(
                                                    columns(
                                                            text,
                                                            derivation,
                                                            schemas.subList(first, last)));
                                        });
            }
        }
        return new Table(table.rows(), outputs);
    }

    private static ColumnSchema schema(ColumnSchema input, Feature feature, Set<String> taken) {
        String name = input.name() + ": " + feature.words();
        while (!taken.add(name)) {
            name += "'";
        }
        return new ColumnSchema(
                name, input.source(), feature.kind(), feature.reason(), feature.format());
    }

    private static List<ValueColumn> columns(
            TextColumn text, CellDerivation derivation, List<ColumnSchema> schemas) {
        int rows = text.rows();
        var columns = new double[schemas.size()][rows];
        for (int row = 0; row < rows; row++) {
            boolean given = !text.isMissing(row);
            double[] values = derivation.derive(given, given ? text.text(row) : "");
            for (int column = 0; column < values.length; column++) {
                columns[column][row] = values[column];
            }
        }
        var outputs = new ArrayList<ValueColumn>();
        for (int index = 0; index < columns.length; index++) {
            outputs.add(ValueColumn.of(schemas.get(index), columns[index]));
        }
        return outputs;
    }
}
