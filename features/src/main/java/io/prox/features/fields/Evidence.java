package io.prox.features.fields;

import io.prox.features.normal.Country;
import io.prox.features.normal.EmailAddress;
import io.prox.features.normal.PhoneNumber;
import io.prox.features.normal.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the values of a column say to the guess that its name suggests.
enum Evidence {
    AGREES,
    SAYS_NOTHING,
    DISAGREES;

    /// Fewer values than this prove nothing wrong: one may be mistyped.
    private static final int ENOUGH = 3;

    /// Values from this length on are not looked at: they are texts.
    private static final int LONG = 300;

    /// So short, what looks like a country may be any code.
    private static final int CODE = 3;

    private static final Pattern KEY =
            Pattern.compile("(?=.*[0-9])[\\p{L}\\p{N}][\\p{L}\\p{N}._:/#-]*");

    private static final Pattern SITE =
            Pattern.compile("(https?://)?[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+(:\\d+)?([/?#].*)?");

    /// What some files have under `Title`.
    private static final Set<String> FORMS_OF_ADDRESS =
            Set.of(
                    "mr",
                    "mrs",
                    "ms",
                    "miss",
                    "mx",
                    "dr",
                    "prof",
                    "herr",
                    "frau",
                    "m",
                    "mme",
                    "mlle",
                    "monsieur",
                    "madame",
                    "sr",
                    "sra",
                    "srta",
                    "prof dr");

    static Evidence of(ValueType type, List<String> samples) {
        List<String> values =
                samples.stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty() && value.length() < LONG)
                        .toList();
        return looksRight(type)
                .map(test -> byShare(values, test))
                .orElseGet(
                        () ->
                                type == ValueType.JOB_TITLE && areFormsOfAddress(values)
                                        ? DISAGREES
                                        : SAYS_NOTHING);
    }

    private static Evidence byShare(List<String> values, Predicate<String> test) {
        long right = values.stream().filter(test).count();
        if (right > 0 && right * 2 >= values.size()) {
            return AGREES;
        }
        return right == 0 && values.size() >= ENOUGH ? DISAGREES : SAYS_NOTHING;
    }

    /// What a value of the type looks like, where it has a look.
    private static Optional<Predicate<String>> looksRight(ValueType type) {
        return switch (type) {
            case EMAIL_ADDRESS ->
                    Optional.of(value -> EmailAddress.read(value).found().isPresent());
            case PHONE_NUMBER -> Optional.of(value -> PhoneNumber.read(value).found().isPresent());
            case COUNTRY -> Optional.of(value -> Country.of(value).isPresent());
            case WEB_ADDRESS -> Optional.of(value -> SITE.matcher(value).matches());
            case COMPANY_SIZE, MONEY, POSTCODE -> Optional.empty();
            case PERSON_NAME, COMPANY_NAME, JOB_TITLE, PLACE, STREET -> Optional.empty();
            case WORD, INSTANT, LANGUAGE, OUTCOME, COLLEAGUE -> Optional.empty();
            case KEY, YES_OR_NO, FREE_TEXT -> Optional.empty();
        };
    }

    /// Whether the values of a column that names each row are keys: without blanks, and with a
    /// figure in nearly each. Names have neither.
    static boolean areKeys(List<String> samples) {
        long keys = samples.stream().filter(value -> KEY.matcher(value.strip()).matches()).count();
        return keys >= ENOUGH && keys * 10 >= samples.size() * 9L;
    }

    /// Whether values are countries in so many cases that the column can hardly be anything else.
    static boolean areCountries(List<String> samples) {
        long countries =
                samples.stream()
                        .map(String::strip)
                        .filter(value -> value.length() > CODE && value.length() < LONG)
                        .filter(value -> Country.of(value).isPresent())
                        .count();
        return countries >= ENOUGH && countries * 10 >= samples.size() * 8L;
    }

    private static boolean areFormsOfAddress(List<String> values) {
        return !values.isEmpty()
                && values.stream()
                        .allMatch(
                                value ->
                                        FORMS_OF_ADDRESS.contains(
                                                String.join(" ", Words.of(value))));
    }
}
