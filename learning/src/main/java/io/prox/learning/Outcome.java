package io.prox.learning;

import io.prox.tables.CellFormat;
import io.prox.tables.TextColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What became of each lead: converted, not converted, or still open. Immutable.
public final class Outcome {
    /// As `positive`: every value that is not missing means converted, and every missing one means
    /// not.
    public static final String ANY = "any";

    /// Words that mean converted where the other value does not.
    private static final Set<String> POSITIVE_WORDS =
            Set.of(
                    "1",
                    "1.0",
                    "true",
                    "t",
                    "yes",
                    "y",
                    "won",
                    "win",
                    "closed won",
                    "closed-won",
                    "converted",
                    "conversion",
                    "customer",
                    "sold",
                    "sale",
                    "purchased",
                    "bought",
                    "buyer",
                    "success",
                    "successful",
                    "accepted",
                    "subscribed",
                    "signed",
                    "signed up",
                    "paid",
                    "ja",
                    "oui",
                    "si",
                    "sí",
                    "sim",
                    "da",
                    "tak",
                    "wahr",
                    "vrai",
                    "gewonnen",
                    "gagné",
                    "ganado",
                    "x");

    private static final Set<String> NEGATIVE_WORDS =
            Set.of(
                    "0",
                    "0.0",
                    "-1",
                    "false",
                    "f",
                    "no",
                    "n",
                    "lost",
                    "lose",
                    "closed lost",
                    "closed-lost",
                    "not converted",
                    "unconverted",
                    "none",
                    "failed",
                    "failure",
                    "rejected",
                    "declined",
                    "churned",
                    "disqualified",
                    "unqualified",
                    "nein",
                    "non",
                    "não",
                    "nie",
                    "falsch",
                    "faux",
                    "verloren",
                    "perdu",
                    "perdido",
                    "not won");

    /// Codes that say nothing of themselves: 1 beside 2 may be the first code, or yes.
    private static final Set<String> CODES = Set.of("1", "1.0");

    private static final int LISTED_VALUES = 12;
    private static final byte OPEN = -1;

    private final String column;
    private final List<String> positive;
    private final byte[] labels;

    private Outcome(String column, List<String> positive, byte[] labels) {
        this.column = column;
        this.positive = List.copyOf(positive);
        this.labels = labels;
    }

    /// Outcomes that are known as such.
    ///
    /// @param column what they are called
    /// @param positive what the one that counts as converted is called
    /// @param labels 1 for converted, 0 for not, -1 for open, one for each row; copied
    public static Outcome of(String column, String positive, byte[] labels) {
        for (byte label : labels) {
            if (label < OPEN || label > 1) {
                throw new IllegalArgumentException("no label: " + label);
            }
        }
        return new Outcome(column, List.of(positive), labels.clone());
    }

    /// Reads outcomes from a column.
    ///
    /// @param target the outcome's column, as it stands in the file
    /// @param positive values that mean converted, the single word [#ANY], or empty to recognise
    ///   the value from its word
    /// @param negative values that mean not converted, all others being open; empty: every other
    ///   value that is not missing
    /// @throws LearningException if the column does not tell two outcomes apart, with its values
    ///   and their counts
    public static Outcome of(
            TextColumn target, Collection<String> positive, Collection<String> negative) {
        Values values = new Values(target);
        if (positive.size() == 1 && CellFormat.fold(positive.iterator().next()).equals(ANY)) {
            if (!negative.isEmpty()) {
                throw new LearningException(
                        ("With --positive any every value of '%s' means converted, and --negative names some"
                                        + " that do not. Name the positive values one by one, or leave out --negative.")
                                .formatted(target.name()));
            }
            return filledOrNot(target, values);
        }
        Set<String> wanted =
                positive.isEmpty()
                        ? Set.of(values.recognised(negative))
                        : values.named(positive, "--positive");
        Set<String> refused = values.named(negative, "--negative");
        for (String value : wanted) {
            if (refused.contains(value)) {
                throw new LearningException(
                        "The value '%s' of '%s' is named both positive and negative; name it once."
                                .formatted(values.spelling(value), target.name()));
            }
        }
        byte[] labels = new byte[target.rows()];
        for (int row = 0; row < labels.length; row++) {
            String folded = CellFormat.fold(target.text(row));
            if (target.isMissing(row)) {
                labels[row] = OPEN;
            } else if (wanted.contains(folded)) {
                labels[row] = 1;
            } else {
                labels[row] = refused.isEmpty() || refused.contains(folded) ? (byte) 0 : OPEN;
            }
        }
        return checked(
                target, values, wanted.stream().sorted().map(values::spelling).toList(), labels);
    }

    private static Outcome filledOrNot(TextColumn target, Values values) {
        byte[] labels = new byte[target.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (byte) (target.isMissing(row) ? 0 : 1);
        }
        return checked(target, values, List.of("any value"), labels);
    }

    private static Outcome checked(
            TextColumn target, Values values, List<String> positive, byte[] labels) {
        int[] seen = new int[2];
        for (byte label : labels) {
            if (label != OPEN) {
                seen[label]++;
            }
        }
        if (seen[0] == 0 && values.counts.size() == 1 && seen[1] < labels.length) {
            throw values.filledForOneOutcome();
        }
        if (seen[0] == 0 || seen[1] == 0) {
            throw new LearningException(
                    ("The column '%s' has one outcome only: %s. Learning needs leads that converted and leads"
                                    + " that did not; add the other kind, or name another column.")
                            .formatted(target.name(), values.listed()));
        }
        return new Outcome(target.name(), positive, labels);
    }

    /// The different values of the column, folded, with counts.
    private static final class Values {
        private final TextColumn target;
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private final Map<String, String> spellings = new LinkedHashMap<>();

        private Values(TextColumn target) {
            this.target = target;
            for (int row = 0; row < target.rows(); row++) {
                if (!target.isMissing(row)) {
                    String folded = CellFormat.fold(target.text(row));
                    counts.merge(folded, 1, Integer::sum);
                    spellings.putIfAbsent(folded, target.text(row).strip());
                }
            }
        }

        private String spelling(String folded) {
            return spellings.getOrDefault(folded, folded);
        }

        private Set<String> named(Collection<String> names, String option) {
            for (String name : names) {
                if (!counts.containsKey(CellFormat.fold(name))) {
                    throw new LearningException(
                            "No row has the value '%s' of %s in '%s'. Its values: %s."
                                    .formatted(name, option, target.name(), listed()));
                }
            }
            return names.stream().map(CellFormat::fold).collect(Collectors.toSet());
        }

        /// The one value whose word means converted.
        private String recognised(Collection<String> negative) {
            Set<String> refused =
                    negative.stream().map(CellFormat::fold).collect(Collectors.toSet());
            List<String> candidates = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            for (String value : counts.keySet()) {
                if (POSITIVE_WORDS.contains(value)) {
                    candidates.add(value);
                } else if (!NEGATIVE_WORDS.contains(value) && !refused.contains(value)) {
                    unknown.add(value);
                }
            }
            if (candidates.isEmpty() && counts.size() == 2 && unknown.size() == 1) {
                return unknown.getFirst();
            }
            boolean spoken = counts.size() <= 2 && !CODES.containsAll(candidates);
            boolean clear = spoken || unknown.isEmpty() || !refused.isEmpty();
            if (candidates.size() == 1 && clear) {
                return candidates.getFirst();
            }
            if (counts.size() <= 1) {
                throw filledForOneOutcome();
            }
            throw new LearningException(
                    ("The column '%s' has %,d different values; which of them mean converted? Name them with"
                                    + " --positive A,B (and, if some leads are still open, the lost ones with"
                                    + " --negative C,D). Its values: %s.")
                            .formatted(target.name(), counts.size(), listed()));
        }

        private LearningException filledForOneOutcome() {
            return new LearningException(
                    ("The column '%s' has one outcome only: %s. If it is filled only for leads that converted,"
                                    + " say --positive any.")
                            .formatted(
                                    target.name(),
                                    counts.isEmpty() ? "no value at all" : listed()));
        }

        private String listed() {
            String most =
                    counts.entrySet().stream()
                            .sorted(
                                    Map.Entry.<String, Integer>comparingByValue(
                                            Comparator.reverseOrder()))
                            .limit(LISTED_VALUES)
                            .map(
                                    entry ->
                                            "%s (%,d)"
                                                    .formatted(
                                                            spelling(entry.getKey()),
                                                            entry.getValue()))
                            .collect(Collectors.joining(", "));
            return counts.size() > LISTED_VALUES
                    ? "%s and %,d more".formatted(most, counts.size() - LISTED_VALUES)
                    : most;
        }
    }

    /// The outcome's column.
    public String column() {
        return column;
    }

    /// The values that count as converted, as written in the file.
    public List<String> positive() {
        return positive;
    }

    public int rows() {
        return labels.length;
    }

    /// Whether nothing is known yet about the lead in this row.
    public boolean isOpen(int row) {
        return labels[row] == OPEN;
    }

    /// Whether the lead in this row converted; false for open leads.
    public boolean isConverted(int row) {
        return labels[row] == 1;
    }

    /// 1 for converted, 0 for not, -1 for open, one for each row.
    byte[] labels() {
        return labels.clone();
    }
}
