package io.prox.features;

import io.prox.features.normal.EmailAddress;
import io.prox.features.normal.PhoneNumber;
import io.prox.tables.Column;
import io.prox.tables.Kind;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which rows speak of the same person, so that a test never asks about someone the model has met.
///
/// Rows belong together when they share
/// - an e-mail address (without case, display name, and what follows a `+`),
/// - a phone number (its digits, without a leading `+` or `00`),
/// - a person's key: a column whose name says so (`customer_id`, `Contact ID`, `lead key`), or
/// - every value, where chance does not explain it (see [Twins]).
///
/// A value that very many rows share is a placeholder (`test@test.com`, `000000`), not a person,
/// and binds nothing. Sharing is transitive. Time and memory are linear in the cells.
public final class Persons {
    /// A value is a placeholder when more rows than this, and more than [#PLACEHOLDER_SHARE] of
    /// all, hold it.
    private static final int PLACEHOLDER_ROWS = 20;

    private static final double PLACEHOLDER_SHARE = 0.01;

    /// Fewer digits than this are an extension, not a number.
    private static final int PHONE_DIGITS = 7;

    private static final Set<String> PERSON_WORDS =
            Set.of(
                    "customer",
                    "client",
                    "contact",
                    "lead",
                    "prospect",
                    "person",
                    "people",
                    "user",
                    "member",
                    "visitor",
                    "subscriber",
                    "applicant",
                    "student",
                    "patient",
                    "guest",
                    "buyer",
                    "kunde",
                    "kunden",
                    "cust",
                    "mql",
                    "owner");

    private static final Set<String> KEY_WORDS =
            Set.of("id", "key", "number", "no", "nr", "num", "code", "uuid", "guid", "nummer");

    private Persons() {}

    /// A number for each row, from 0 in order of first appearance; rows of one person share it.
    ///
    /// @param table as read, personal columns included, the outcome left out: who someone is does
    ///   not depend on what became of them
    public static int[] groups(Table table) {
        var sets = new DisjointSets(table.rows());
        for (Column column : table.columns()) {
            if (column instanceof TextColumn text && text.schema().kind() == Kind.EMAIL) {
                joinShared(keys(text, Persons::emailKey), sets);
            } else if (column instanceof TextColumn text && text.schema().kind() == Kind.PHONE) {
                joinShared(keys(text, Persons::phoneKey), sets);
            } else if (isPersonKey(column)) {
                joinShared(keys(column), sets);
            }
        }
        Twins.join(table, sets);
        return sets.numbers();
    }

    /// Joins rows of one key, unless the key is a placeholder.
    ///
    /// @param keys one a row, -1 where there is none
    private static void joinShared(int[] keys, DisjointSets sets) {
        int distinct = Arrays.stream(keys).max().orElse(-1) + 1;
        var counts = new int[distinct];
        for (int key : keys) {
            if (key >= 0) {
                counts[key]++;
            }
        }
        double most = Math.max(PLACEHOLDER_ROWS, PLACEHOLDER_SHARE * keys.length);
        var first = new int[distinct];
        Arrays.fill(first, -1);
        for (int row = 0; row < keys.length; row++) {
            int key = keys[row];
            if (key < 0 || counts[key] > most) {
                continue;
            }
            if (first[key] < 0) {
                first[key] = row;
            } else {
                sets.join(first[key], row);
            }
        }
    }

    /// Whether the column's name says that it is the key of a person, in whatever spelling:
    /// `customer_id`, `CustomerID`, `Lead Number`.
    static boolean isPersonKey(Column column) {
        boolean canBeKey =
                switch (column.schema().kind()) {
                    case IDENTIFIER, MANY_VALUED, NUMBER -> true;
                    case ORDERED, CATEGORY, DATE, BOOLEAN -> false;
                    case TEXT, EMAIL, PHONE, URL, CONSTANT, DUPLICATE -> false;
                };
        if (!canBeKey) {
            return false;
        }
        List<String> words =
                List.of(
                        column.name()
                                .replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
                                .toLowerCase(Locale.ROOT)
                                .strip()
                                .split("[^\\p{L}\\p{N}]+", -1));
        for (int index = 0; index + 1 < words.size(); index++) {
            if (PERSON_WORDS.contains(words.get(index))
                    && KEY_WORDS.contains(words.get(index + 1))
                    && index + 2 == words.size()) {
                return true;
            }
        }
        return words.size() == 1
                && KEY_WORDS.stream()
                        .filter(key -> words.getFirst().endsWith(key))
                        .anyMatch(
                                key ->
                                        PERSON_WORDS.contains(
                                                words.getFirst()
                                                        .substring(
                                                                0,
                                                                words.getFirst().length()
                                                                        - key.length())));
    }

    private static String emailKey(String cell) {
        String address = EmailAddress.bare(cell);
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }

    private static String phoneKey(String cell) {
        String digits = PhoneNumber.digits(cell);
        if (digits.startsWith("00")) {
            digits = digits.substring(2);
        }
        boolean oneDigit = digits.chars().distinct().limit(2).count() < 2;
        return digits.length() < PHONE_DIGITS || oneDigit ? "" : digits;
    }

    private interface Key {
        /// What a cell is compared by; empty where it says nothing.
        String of(String cell);
    }

    private static int[] keys(TextColumn column, Key key) {
        Map<String, Integer> codes = HashMap.newHashMap(column.rows());
        var keys = new int[column.rows()];
        for (int row = 0; row < keys.length; row++) {
            String text = column.isMissing(row) ? "" : key.of(column.text(row));
            keys[row] = text.isEmpty() ? -1 : code(codes, text);
        }
        return keys;
    }

    private static int[] keys(Column column) {
        return switch (column) {
            case TextColumn text -> keys(text, cell -> cell.strip().toLowerCase(Locale.ROOT));
            case ValueColumn values -> {
                Map<Double, Integer> codes = HashMap.newHashMap(values.rows());
                var keys = new int[values.rows()];
                for (int row = 0; row < keys.length; row++) {
                    double value = values.value(row);
                    // a level that the format does not know may be several values
                    keys[row] = Double.isNaN(value) || value < 0 ? -1 : code(codes, value);
                }
                yield keys;
            }
        };
    }

    private static <K> int code(Map<K, Integer> codes, K key) {
        int next = codes.size();
        Integer known = codes.putIfAbsent(key, next);
        return known == null ? next : known;
    }
}
