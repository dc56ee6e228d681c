package io.prox.features;

import io.prox.features.Derivation.Feature;
import io.prox.features.fields.StandardField;
import io.prox.features.normal.Country;
import io.prox.tables.CellFormat;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// What may be known downstream of one cell of a lead that arrives by itself: named cells that
/// identify nobody.
///
/// For a column of a customer's own, names and values are those that [ProfileFeatures#derive] gives
/// for a column of that kind: `Work e-mail: kind of address` is `company`. For a standard field,
/// the field decides what is derived, and its label is the name. What a cell does not say has no
/// entry.
public final class DerivedCells {
    private static final CellFormat AS_IT_STANDS = new CellFormat.Verbatim(Set.of());

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]@[^\\s@]+\\.[^\\s@]");

    private DerivedCells() {}

    /// @param column its name
    /// @param cell as it came; blank where missing
    /// @return by name, in a fixed order; the cell itself where the kind holds values, nothing for
    ///   identifiers, constants and duplicates
    public static SequencedMap<String, String> of(String column, Kind kind, String cell) {
        Optional<CellDerivation> derivation = CellDerivation.of(kind);
        if (derivation.isPresent()) {
            return derived(column, derivation.get(), cell);
        }
        return kind.isValue() ? itself(column, cell) : Collections.emptySortedMap();
    }

    /// @param cell as it came; blank where missing
    /// @return by name, in a fixed order; nothing of outcomes and of what serves to keep the lead,
    ///   which are no features
    public static SequencedMap<String, String> of(StandardField field, String cell) {
        Optional<CellDerivation> derivation = CellDerivation.of(field);
        if (derivation.isPresent()) {
            return derived(field.label(), derivation.get(), cell);
        }
        return switch (field) {
            case COUNTRY ->
                    itself(
                            field.label(),
                            Country.of(cell)
                                    .map(Country::name)
                                    .orElseGet(() -> withoutPerson(cell)));
            case REGION, CITY, INDUSTRY, ANNUAL_REVENUE, SOURCE, CAMPAIGN, LANGUAGE ->
                    itself(field.label(), withoutPerson(cell));
            default -> Collections.emptySortedMap();
        };
    }

    /// The cells that a standard field is always turned into, with their kinds and levels; empty
    /// where the cell itself, or nothing, is passed on.
    public static List<ColumnSchema> schemas(StandardField field) {
        return CellDerivation.of(field).stream()
                .flatMap(derivation -> derivation.features().stream())
                .map(
                        feature ->
                                new ColumnSchema(
                                        name(field.label(), feature),
                                        field.label(),
                                        feature.kind(),
                                        feature.reason(),
                                        feature.format()))
                .toList();
    }

    private static SequencedMap<String, String> derived(
            String column, CellDerivation derivation, String cell) {
        double[] values = derivation.derive(!AS_IT_STANDS.isMissing(cell), cell);
        var cells = new LinkedHashMap<String, String>();
        for (int index = 0; index < values.length; index++) {
            Feature feature = derivation.features().get(index);
            feature.cell(values[index]).ifPresent(text -> cells.put(name(column, feature), text));
        }
        return Collections.unmodifiableSequencedMap(cells);
    }

    /// What people write into an open field that belongs into a sealed one stays behind: a cell
    /// with an e-mail address, and the parameters of a web address.
    private static String withoutPerson(String cell) {
        if (cell.indexOf('@') >= 0 && ADDRESS.matcher(cell).find()) {
            return "";
        }
        int parameters = cell.contains("://") ? cell.indexOf('?') : -1;
        return parameters < 0 ? cell : cell.substring(0, parameters);
    }

    private static SequencedMap<String, String> itself(String column, String cell) {
        var cells = new LinkedHashMap<String, String>();
        if (!AS_IT_STANDS.isMissing(cell)) {
            cells.put(column, cell);
        }
        return Collections.unmodifiableSequencedMap(cells);
    }

    private static String name(String column, Feature feature) {
        return column + ": " + feature.words();
    }
}
