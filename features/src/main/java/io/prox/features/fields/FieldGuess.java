package io.prox.features.fields;

import io.prox.tables.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a column of somebody's file holds: one of the standard fields, or something of their own.
///
/// @param column its name
/// @param field empty for a column of their own
/// @param confidence of the guess, from [#LEAST] to 1: of the guesses with 0.9, about 9 in 10 are
///   meant to be right; [#LEAST] for a column of their own, which nothing speaks for
/// @param reason in words that a person reads beside the guess
public record FieldGuess(
        String column, Optional<StandardField> field, double confidence, String reason) {
    /// Below this, asking a person is cheaper than being wrong.
    public static final double LEAST = 0.5;

    private static final double OWN_NAME = 0.95;
    private static final double DOUBTFUL_NAME = 0.8;
    private static final double PER_WORD_AROUND = 0.05;
    private static final double VALUES_ONLY = 0.65;
    private static final double VALUES_AGREE = 0.04;

    public FieldGuess {
        if (confidence < LEAST || confidence > 1) {
            throw new IllegalArgumentException(
                    "confidence is outside [%s, 1]: %s".formatted(LEAST, confidence));
        }
    }

    /// What is known of a column before anyone is asked.
    ///
    /// @param name as it stands in the file
    /// @param kind what its values were taken for
    /// @param samples some of its values, may be empty
    public record Header(String name, Kind kind, List<String> samples) {
        public Header {
            samples = List.copyOf(samples);
        }
    }

    /// A guess for each column, in their order. No field is given twice, except one that
    /// [repeats][StandardField#repeats]: the surer column has it, of equally sure ones the first.
    public static List<FieldGuess> guess(List<Header> columns) {
        var candidates = new ArrayList<Candidate>();
        for (int column = 0; column < columns.size(); column++) {
            candidate(columns.get(column), column).ifPresent(candidates::add);
        }
        candidates.sort(
                Comparator.comparingDouble((Candidate each) -> -each.confidence())
                        .thenComparingInt(Candidate::column));
        var guesses = new ArrayList<FieldGuess>(own(columns));
        Set<StandardField> given = EnumSet.noneOf(StandardField.class);
        for (Candidate candidate : candidates) {
            int column = candidate.column();
            String name = columns.get(column).name();
            StandardField field = candidate.field();
            if (given.add(field) || field.repeats()) {
                guesses.set(
                        column,
                        new FieldGuess(
                                name,
                                Optional.of(field),
                                candidate.confidence(),
                                candidate.reason()));
            } else {
                guesses.set(
                        column,
                        new FieldGuess(
                                name,
                                Optional.empty(),
                                LEAST,
                                "another column is more surely the " + inWords(field)));
            }
        }
        return List.copyOf(guesses);
    }

    private record Candidate(int column, StandardField field, double confidence, String reason) {}

    private static List<FieldGuess> own(List<Header> columns) {
        return columns.stream()
                .map(
                        column ->
                                new FieldGuess(
                                        column.name(),
                                        Optional.empty(),
                                        LEAST,
                                        "neither its name nor its values are of a field that ProX"
                                                + " knows"))
                .toList();
    }

    private static Optional<Candidate> candidate(Header header, int column) {
        FieldNames.Finding finding = FieldNames.find(header.name());
        return byName(finding, header, column)
                .or(() -> finding.isOther() ? Optional.empty() : byValues(header, column));
    }

    private static Optional<Candidate> byName(
            FieldNames.Finding finding, Header header, int column) {
        Optional<StandardField> named = finding.field().map(each -> meant(each, header.kind()));
        if (named.isEmpty()
                || !named.get().type().canBe(header.kind())
                || (finding.isDoubtful() && isListOfWords(named.get(), header.kind()))) {
            return Optional.empty();
        }
        StandardField field = named.get();
        Evidence evidence = Evidence.of(field.type(), header.samples());
        double confidence =
                (finding.isDoubtful() ? DOUBTFUL_NAME : OWN_NAME)
                        - PER_WORD_AROUND * finding.wordsAround()
                        + (evidence == Evidence.AGREES ? VALUES_AGREE : 0);
        if (evidence == Evidence.DISAGREES || confidence < LEAST) {
            return Optional.empty();
        }
        return Optional.of(new Candidate(column, field, confidence, reason(finding, evidence)));
    }

    /// `Closed` with dates says when, not what.
    private static StandardField meant(StandardField named, Kind kind) {
        return named == StandardField.OUTCOME && kind == Kind.DATE
                ? StandardField.OUTCOME_AT
                : named;
    }

    /// Persons are not called one of a few names: `Contact` may be the way to reach them.
    private static boolean isListOfWords(StandardField field, Kind kind) {
        return field.type() == ValueType.PERSON_NAME
                && (kind == Kind.CATEGORY || kind == Kind.ORDERED || kind == Kind.CONSTANT);
    }

    private static Optional<Candidate> byValues(Header header, int column) {
        return fieldOf(header)
                .map(
                        field ->
                                new Candidate(
                                        column,
                                        field,
                                        VALUES_ONLY,
                                        "its values are those of a field " + inWords(field)));
    }

    private static Optional<StandardField> fieldOf(Header header) {
        return switch (header.kind()) {
            case EMAIL -> Optional.of(StandardField.EMAIL);
            case PHONE -> Optional.of(StandardField.PHONE);
            case TEXT -> Optional.of(StandardField.NOTE);
            case IDENTIFIER ->
                    Evidence.areKeys(header.samples())
                            ? Optional.of(StandardField.EXTERNAL_ID)
                            : Optional.empty();
            case CATEGORY, MANY_VALUED ->
                    Evidence.areCountries(header.samples())
                            ? Optional.of(StandardField.COUNTRY)
                            : Optional.empty();
            case NUMBER, ORDERED, DATE, BOOLEAN -> Optional.empty();
            case URL, CONSTANT, DUPLICATE -> Optional.empty();
        };
    }

    private static String reason(FieldNames.Finding finding, Evidence evidence) {
        String name = finding.wordsAround() == 0 ? "its name" : "a part of its name";
        return evidence == Evidence.AGREES ? name + " and its values say so" : name + " says so";
    }

    private static String inWords(StandardField field) {
        return "'%s'".formatted(field.label());
    }
}
