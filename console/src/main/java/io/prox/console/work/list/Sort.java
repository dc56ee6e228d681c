package io.prox.console.work.list;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// In which order leads are listed: by this first, then by identifier, which is by age.
///
/// @param by what leads are compared by
/// @param turned whether the end comes first: the lowest score, the oldest change
public record Sort(By by, boolean turned) {
    public static final Sort USUAL = new Sort(By.SCORE, false);

    /// What leads are compared by; the highest, or the latest, comes first.
    public enum By {
        SCORE("score", "ranked.score"),
        CHANGED("changed", "ranked.changed_at"),
        CREATED("created", "ranked.created_at");

        private final String word;
        private final String column;

        By(String word, String column) {
            this.word = word;
            this.column = column;
        }

        String column() {
            return column;
        }

        /// What a statement compares with.
        Object value(String key) {
            return this == SCORE
                    ? (Object) Integer.parseInt(key)
                    : Instant.parse(key).atOffset(ZoneOffset.UTC);
        }
    }

    static Optional<Sort> of(String word) {
        boolean turned = word.startsWith("-");
        String by = turned ? word.substring(1) : word;
        return Arrays.stream(By.values())
                .filter(known -> known.word.equals(by))
                .map(known -> new Sort(known, turned))
                .findFirst();
    }

    static Stream<String> words() {
        return Arrays.stream(By.values()).flatMap(by -> Stream.of(by.word, "-" + by.word));
    }

    String word() {
        return (turned ? "-" : "") + by.word;
    }

    String order() {
        String direction = turned ? "ASC" : "DESC";
        return " ORDER BY " + by.column + " " + direction + ", ranked.lead_id " + direction;
    }

    /// What a page after a given lead holds.
    String after() {
        return " AND (%s, ranked.lead_id) %s (:afterKey, :afterLead)"
                .formatted(by.column, turned ? ">" : "<");
    }
}
