package io.prox.console.work;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Rows for a statement that writes them all at once, as a JSON text that PostgreSQL reads as a
/// table. Texts become fit for it: it keeps neither NUL nor half a surrogate pair.
public final class Rows {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    /// The columns of a new row, to be filled.
    public Row add() {
        var row = new Row();
        rows.add(row.columns);
        return row;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    public String json() {
        return JSON.writeValueAsString(rows);
    }

    /// PostgreSQL keeps microseconds, and would round where we compare.
    public static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    public static String clean(String text) {
        StringBuilder clean = null;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean pair =
                    Character.isHighSurrogate(character)
                            && index + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(index + 1));
            if (pair) {
                if (clean != null) {
                    clean.append(character).append(text.charAt(index + 1));
                }
                index++;
            } else if (character == 0 || Character.isSurrogate(character)) {
                if (clean == null) {
                    clean = new StringBuilder(text.length()).append(text, 0, index);
                }
                clean.append(character == 0 ? "" : "\uFFFD");
            } else if (clean != null) {
                clean.append(character);
            }
        }
        return clean == null ? text : clean.toString();
    }

    /// One row in work.
    public static final class Row {
        private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

        public Row text(String column, @Nullable String text) {
            columns.put(column, text == null ? null : clean(text));
            return this;
        }

        public Row number(String column, @Nullable Number number) {
            columns.put(column, number);
            return this;
        }

        public Row time(String column, @Nullable Instant instant) {
            columns.put(column, instant == null ? null : kept(instant).toString());
            return this;
        }

        public Row texts(String column, List<String> texts) {
            columns.put(column, texts.stream().map(Rows::clean).toList());
            return this;
        }

        public Row json(String column, Object value) {
            columns.put(column, value);
            return this;
        }
    }
}
