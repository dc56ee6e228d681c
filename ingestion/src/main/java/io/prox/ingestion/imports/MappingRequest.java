package io.prox.ingestion.imports;

import io.prox.features.fields.StandardField;
import io.prox.features.reading.OwnNames;
import io.prox.ingestion.imports.ImportView.DateOrder;
import io.prox.ingestion.imports.Mapping.Mapped;
import io.prox.ingestion.imports.Mapping.OutcomeWords;
import io.prox.platform.problems.FieldError;
import io.prox.tables.DatePattern.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mapping as a person corrects it.
///
/// @param columns those that are to be something else; the others stay what they are
/// @param outcome what values of the outcome's column mean; those not named keep their meaning
/// @param dateOrder day-month-year or month-day-year
/// @param currency of amounts that name none, as ISO 4217 has it
record MappingRequest(
        List<ColumnRequest> columns,
        @Nullable OutcomeRequest outcome,
        @Nullable String dateOrder,
        @Nullable String currency) {
    private static final int MOST_COLUMNS = 300;
    private static final int LONGEST_NAME = 200;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /// @param field key of a standard field, own or skip
    /// @param name of a column of their own; the column's where it is not said
    record ColumnRequest(String column, String field, @Nullable String name) {}

    record OutcomeRequest(
            @Nullable List<String> won, @Nullable List<String> lost, @Nullable List<String> open) {}

    /// The mapping that comes of it.
    ///
    /// @param errors gets all that is wrong; the result is of no use if there is anything
    Mapping applied(Mapping before, Look look, List<FieldError> errors) {
        Map<String, Mapped> chosen = chosen(look, errors);
        var mapped = new ArrayList<Mapped>();
        for (Mapped column : before.columns()) {
            Mapped now = chosen.get(column.column());
            boolean same =
                    now == null
                            || (now.field().equals(column.field())
                                    && now.name().equals(column.name()));
            mapped.add(same ? column : now);
        }
        checkTogether(mapped, errors);
        Optional<Order> order = dateOrder(errors).or(before::dateOrder);
        var mapping = new Mapping(mapped, Optional.empty(), order, currency(before, errors));
        return new Mapping(
                mapped, outcome(before, mapping, look, errors), order, mapping.currency());
    }

    private Map<String, Mapped> chosen(Look look, List<FieldError> errors) {
        Map<String, Mapped> chosen = new HashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            ColumnRequest request = columns.get(index);
            String pointer = "#/columns/" + index;
            Optional<Look.LookedAt> column = look.column(request.column());
            boolean isOwn = request.field().equals(Mapping.OWN);
            if (column.isEmpty()) {
                errors.add(new FieldError(pointer + "/column", "is no column of the file"));
            } else if (!isOwn
                    && !request.field().equals(Mapping.SKIP)
                    && StandardField.ofKey(request.field()).isEmpty()) {
                errors.add(
                        new FieldError(
                                pointer + "/field",
                                "is neither the key of a field nor own or skip"));
            } else {
                String name = request.name() == null ? request.column() : request.name().strip();
                if (isOwn && (name.isEmpty() || name.length() > LONGEST_NAME)) {
                    errors.add(
                            new FieldError(
                                    pointer + "/name",
                                    "is empty or longer than %d characters"
                                            .formatted(LONGEST_NAME)));
                }
                var mapped =
                        new Mapped(
                                request.column(),
                                request.field(),
                                isOwn ? Optional.of(OwnNames.shown(name)) : Optional.empty(),
                                "as a person chose",
                                MappingGuess.warning(column.get(), request.field()));
                if (chosen.put(request.column(), mapped) != null) {
                    errors.add(new FieldError(pointer + "/column", "is named twice"));
                }
            }
        }
        return chosen;
    }

    private void checkTogether(List<Mapped> mapped, List<FieldError> errors) {
        Map<String, Mapped> fields = new HashMap<>();
        Map<String, Mapped> names = new HashMap<>();
        int kept = 0;
        for (Mapped column : mapped) {
            kept += column.field().equals(Mapping.SKIP) ? 0 : 1;
            Mapped namesake =
                    column.isOwn()
                            ? names.putIfAbsent(
                                    OwnNames.folded(column.name().orElseThrow()), column)
                            : null;
            if (namesake != null) {
                errors.add(
                        new FieldError(
                                pointer(column, namesake, "/name"),
                                "is the name of another column too; give one of them another"));
            }
            Optional<StandardField> field = column.standard();
            Mapped other = field.isPresent() ? fields.putIfAbsent(column.field(), column) : null;
            if (other != null && !field.map(StandardField::repeats).orElse(true)) {
                errors.add(
                        new FieldError(
                                pointer(column, other, "/field"),
                                "is what another column is too; make one of them own or skip"));
            }
        }
        if (kept > MOST_COLUMNS) {
            errors.add(
                    new FieldError(
                            "#/columns",
                            "keeps %d columns; a lead has at most %d, so skip some"
                                    .formatted(kept, MOST_COLUMNS)));
        }
    }

    /// Where one of two columns is named in the request.
    private String pointer(Mapped one, Mapped other, String part) {
        for (int index = 0; index < columns.size(); index++) {
            String column = columns.get(index).column();
            if (column.equals(one.column()) || column.equals(other.column())) {
                return "#/columns/" + index + part;
            }
        }
        return "#/columns";
    }

    private Optional<OutcomeWords> outcome(
            Mapping before, Mapping mapping, Look look, List<FieldError> errors) {
        boolean isSame =
                mapping.of(StandardField.OUTCOME)
                        .map(Mapped::column)
                        .equals(before.of(StandardField.OUTCOME).map(Mapped::column));
        Map<String, String> meanings =
                new HashMap<>(
                        isSame
                                ? before.outcome().map(OutcomeWords::meanings).orElse(Map.of())
                                : Map.of());
        if (outcome != null) {
            if (mapping.of(StandardField.OUTCOME).isEmpty()) {
                errors.add(new FieldError("#/outcome", "is given, but no column is the outcome"));
            }
            Set<String> given = new HashSet<>();
            add("won", outcome.won(), meanings, given, errors);
            add("lost", outcome.lost(), meanings, given, errors);
            add("open", outcome.open(), meanings, given, errors);
        }
        return MappingGuess.outcome(mapping, look, meanings);
    }

    private static void add(
            String meaning,
            @Nullable List<String> words,
            Map<String, String> meanings,
            Set<String> given,
            List<FieldError> errors) {
        if (words == null) {
            return;
        }
        for (int index = 0; index < words.size(); index++) {
            String key = OutcomeWords.key(words.get(index));
            meanings.put(key, meaning);
            if (!given.add(key)) {
                errors.add(
                        new FieldError(
                                "#/outcome/%s/%d".formatted(meaning, index), "is named twice"));
            }
        }
    }

    private Optional<Order> dateOrder(List<FieldError> errors) {
        if (dateOrder == null) {
            return Optional.empty();
        }
        for (Order order : List.of(Order.DAY_MONTH_YEAR, Order.MONTH_DAY_YEAR)) {
            if (DateOrder.of(order).word().equals(dateOrder)) {
                return Optional.of(order);
            }
        }
        errors.add(new FieldError("#/dateOrder", "is neither day-month-year nor month-day-year"));
        return Optional.empty();
    }

    private String currency(Mapping before, List<FieldError> errors) {
        if (currency == null) {
            return before.currency();
        }
        if (!CURRENCY.matcher(currency).matches()) {
            errors.add(new FieldError("#/currency", "is no code of three letters, as EUR"));
        }
        return currency;
    }
}
