package io.prox.features;

import io.prox.features.Derivation.Feature;
import io.prox.tables.CellFormat;
import io.prox.tables.Column;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a profile says, in values that identify nobody.
///
/// Columns of values pass through. E-mail addresses, phone numbers, web addresses and free text are
/// replaced by a handful of derived columns, whose [ColumnSchema#source] is the column they came
/// from. Identifiers, constants and duplicates leave no column. Names, levels and order of what
/// comes out follow from the schemas alone, so that a table may be derived in pieces, and training
/// and scoring agree.
public final class ProfileFeatures {
    private static final String GIVEN = "given";

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
                derivation(input.kind())
                        .ifPresent(derivation -> addSchemas(input, derivation, taken, outputs));
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
                        derivation(text.schema().kind())
                                .ifPresent(
                                        derivation -> {
                                            int first = outputs.size();
                                            int last = first + derivation.features().size() + 1;
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

    private static void addSchemas(
            ColumnSchema input,
            Derivation derivation,
            Set<String> taken,
            List<ColumnSchema> outputs) {
        outputs.add(
                schema(
                        input,
                        Feature.yesOrNo(
                                GIVEN, "whether there is a value", "is not given", "is given"),
                        taken));
        for (Feature feature : derivation.features()) {
            outputs.add(schema(input, feature, taken));
        }
    }

    private static ColumnSchema schema(ColumnSchema input, Feature feature, Set<String> taken) {
        String name = input.name() + ": " + feature.words();
        while (!taken.add(name)) {
            name += "'";
        }
        CellFormat format =
                feature.levels().isEmpty()
                        ? new CellFormat.Numbers('.', '\0', Set.of())
                        : new CellFormat.Levels(feature.levels(), Set.of());
        return new ColumnSchema(name, input.source(), feature.kind(), feature.reason(), format);
    }

    private static List<ValueColumn> columns(
            TextColumn text, Derivation derivation, List<ColumnSchema> schemas) {
        int rows = text.rows();
        int features = schemas.size() - 1;
        var columns = new double[schemas.size()][rows];
        var values = new double[features];
        for (int row = 0; row < rows; row++) {
            boolean given = !text.isMissing(row);
            Arrays.fill(values, Double.NaN);
            if (given) {
                derivation.derive(text.text(row), values);
            }
            columns[0][row] = Derivation.yesOrNo(given);
            for (int feature = 0; feature < features; feature++) {
                columns[feature + 1][row] = values[feature];
            }
        }
        var outputs = new ArrayList<ValueColumn>();
        for (int index = 0; index < columns.length; index++) {
            outputs.add(ValueColumn.of(schemas.get(index), columns[index]));
        }
        return outputs;
    }

    private static Optional<Derivation> derivation(Kind kind) {
        return switch (kind) {
            case EMAIL -> Optional.of(Derivations.EMAIL);
            case PHONE -> Optional.of(Derivations.PHONE);
            case URL -> Optional.of(Derivations.URL);
            case TEXT -> Optional.of(Derivations.TEXT);
            case NUMBER, ORDERED, CATEGORY, MANY_VALUED, DATE, BOOLEAN -> Optional.empty();
            case IDENTIFIER, CONSTANT, DUPLICATE -> Optional.empty();
        };
    }

    /// Made once, since they read lists; holds no state beyond them.
    private static final class Derivations {
        private static final Derivation EMAIL = new EmailDerivation();
        private static final Derivation PHONE = new PhoneDerivation();
        private static final Derivation URL = new UrlDerivation();
        private static final Derivation TEXT = new TextDerivation();
    }
}
