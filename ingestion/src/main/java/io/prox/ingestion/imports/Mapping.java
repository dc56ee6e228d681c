package io.prox.ingestion.imports;

import io.prox.features.fields.StandardField;
import io.prox.tables.CellFormat;
import io.prox.tables.DatePattern.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the columns of a file are.
///
/// @param columns one for each column of the file, in its order
/// @param outcome which values of the outcome's column mean what; empty where no column is it
/// @param dateOrder whether days or months come first, where that matters
/// @param currency of amounts that name none
record Mapping(
        List<Mapped> columns,
        Optional<OutcomeWords> outcome,
        Optional<Order> dateOrder,
        String currency) {
    /// Targets that are no standard field.
    static final String OWN = "own";

    static final String SKIP = "skip";

    Mapping {
        columns = List.copyOf(columns);
    }

    /// A column.
    ///
    /// @param field key of a standard field, [#OWN] or [#SKIP]
    /// @param name of a column of their own
    /// @param reason why, in words that a person reads beside it
    /// @param warning what they should look at
    record Mapped(
            String column,
            String field,
            Optional<String> name,
            String reason,
            Optional<String> warning) {
        Optional<StandardField> standard() {
            return StandardField.ofKey(field);
        }

        boolean isOwn() {
            return field.equals(OWN);
        }
    }

    /// Values of the outcome's column, as the file writes them.
    record OutcomeWords(List<String> won, List<String> lost, List<String> open) {
        OutcomeWords {
            won = List.copyOf(won);
            lost = List.copyOf(lost);
            open = List.copyOf(open);
        }

        /// `won`, `lost` or `open` by value, in the form that [#key] gives.
        Map<String, String> meanings() {
            Map<String, String> meanings = new HashMap<>();
            open.forEach(word -> meanings.put(key(word), "open"));
            lost.forEach(word -> meanings.put(key(word), "lost"));
            won.forEach(word -> meanings.put(key(word), "won"));
            return meanings;
        }

        static String key(String word) {
            return CellFormat.Levels.key(word);
        }
    }

    Optional<Mapped> of(StandardField field) {
        return columns.stream().filter(column -> column.field().equals(field.key())).findFirst();
    }

    /// Whether a row can tell which lead it speaks of.
    boolean hasIdentity() {
        return of(StandardField.EMAIL).isPresent() || of(StandardField.EXTERNAL_ID).isPresent();
    }
}
