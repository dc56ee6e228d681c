package io.prox.features.fields;

import io.prox.features.normal.Phrases;
import io.prox.features.normal.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds columns that speak of special categories of personal data or of children, so that they can
/// be held back until a person decides. Conservative: it goes by whole words of names and by whole
/// cells, in English, German, French and Spanish, and does not read texts.
public final class SensitiveWords {
    /// What is special about a column.
    public enum Category {
        HEALTH("health"),
        RELIGION("religion"),
        UNION_MEMBERSHIP("union membership"),
        SEXUAL_ORIENTATION("sexual orientation"),
        POLITICAL_OPINION("political opinion"),
        BIOMETRICS("biometrics"),
        ETHNIC_ORIGIN("ethnic origin"),
        CRIMINAL_RECORD("criminal record"),
        PRECISE_GEOLOCATION("precise geolocation"),
        BEING_A_CHILD("being a child");

        private final String words;

        Category(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// @param reason in words that a person reads: `its name says 'health condition'`
    public record Finding(Category category, String reason) {}

    /// Values that tell are so many, at least, and at least half of those given.
    private static final int ENOUGH = 3;

    /// Begins the class of words that tell only where the name says nothing else.
    private static final String ALONE = "alone ";

    /// A latitude and a longitude to ten metres: four digits after the mark.
    private static final Pattern POINT =
            Pattern.compile(
                    "\\(?-?\\d{1,2}[.]\\d{4,}°?\\s*[NSns]?\\s*[,;/ ]\\s*-?\\d{1,3}[.]\\d{4,}°?\\s*[EWew]?\\)?");

    private static final Phrases NAMES = Phrases.read(SensitiveWords.class, "sensitive-words.txt");
    private static final Phrases VALUES =
            Phrases.read(SensitiveWords.class, "sensitive-values.txt");

    private SensitiveWords() {}

    /// @param name of the column
    /// @param samples some of its values, may be empty; they do not come out in the reason
    public static Optional<Finding> find(String name, List<String> samples) {
        return byName(name).or(() -> byValues(samples));
    }

    private static Optional<Finding> byName(String name) {
        List<String> words = Words.ofName(name);
        for (Phrases.Match match : NAMES.find(words)) {
            boolean alone = match.name().startsWith(ALONE);
            Optional<Category> category =
                    category(alone ? match.name().substring(ALONE.length()) : match.name());
            if (category.isPresent() && (!alone || match.length() == words.size())) {
                return Optional.of(
                        new Finding(
                                category.get(),
                                "its name says '%s'".formatted(said(words, match))));
            }
        }
        return Optional.empty();
    }

    private static String said(List<String> words, Phrases.Match match) {
        return String.join(" ", words.subList(match.start(), match.end()));
    }

    private static Optional<Finding> byValues(List<String> samples) {
        var counts = new HashMap<Category, Integer>();
        int given = 0;
        for (String sample : samples) {
            if (sample.isBlank()) {
                continue;
            }
            given++;
            category(sample, Words.of(sample))
                    .ifPresent(each -> counts.merge(each, 1, Integer::sum));
        }
        int half = (given + 1) / 2;
        return Arrays.stream(Category.values())
                .filter(category -> counts.getOrDefault(category, 0) >= Math.max(ENOUGH, half))
                .findFirst()
                .map(
                        category ->
                                new Finding(
                                        category,
                                        "most of its values are words of " + category.words()));
    }

    private static Optional<Category> category(String sample, List<String> words) {
        return POINT.matcher(sample.strip()).matches()
                ? Optional.of(Category.PRECISE_GEOLOCATION)
                : VALUES.classOf(words).flatMap(SensitiveWords::category);
    }

    /// Empty for the class of phrases that only look special.
    private static Optional<Category> category(String words) {
        return Arrays.stream(Category.values())
                .filter(category -> category.words.equals(words))
                .findFirst();
    }
}
