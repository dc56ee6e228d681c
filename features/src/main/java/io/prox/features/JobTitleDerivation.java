package io.prox.features;

import io.prox.features.normal.Phrases;
import io.prox.features.normal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A job title becomes rank and department. The title itself does not remain: beside a company's
/// name it points at one person.
///
/// Words are known in English, German, French, Spanish, Italian and Dutch. A title is taken at its
/// word: an account manager counts as manager, though nobody may report to them.
final class JobTitleDerivation implements Derivation {
    private static final int SENIORITY = 0;
    private static final int DEPARTMENT = 1;

    private static final String INTERN = "intern or student";
    private static final String ASSISTANT = "assistant";
    private static final String JUNIOR = "junior";
    private static final String UNCLEAR = "unclear";

    private static final List<String> SENIORITIES =
            List.of(
                    "owner or C-level",
                    "vice president",
                    "director",
                    "head",
                    "manager",
                    "senior",
                    "staff",
                    JUNIOR,
                    INTERN,
                    ASSISTANT,
                    UNCLEAR);

    /// What counts when a title says several things: first what makes everything else smaller (the
    /// junior of a junior manager), then the highest rank.
    private static final List<String> PRECEDENCE =
            List.of(
                    INTERN,
                    ASSISTANT,
                    JUNIOR,
                    "owner or C-level",
                    "vice president",
                    "director",
                    "head",
                    "manager",
                    "senior",
                    "staff");

    private static final List<String> DEPARTMENTS =
            List.of(
                    "sales",
                    "marketing",
                    "IT and engineering",
                    "data",
                    "finance",
                    "HR",
                    "legal",
                    "operations",
                    "purchasing",
                    "product",
                    "support",
                    "management",
                    "education and science",
                    "other");

    /// Begins the class of words that count only where no other word says more.
    private static final String MAYBE = "maybe ";

    private static final Phrases RANKS =
            Phrases.read(JobTitleDerivation.class, "seniority-words.txt");
    private static final Phrases DEPARTMENT_WORDS =
            Phrases.read(JobTitleDerivation.class, "department-words.txt");

    private static final List<Feature> FEATURES =
            List.of(
                    Feature.category("seniority", "rank in the job title", SENIORITIES),
                    Feature.category("department", "department in the job title", DEPARTMENTS));

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public void derive(String cell, double[] values) {
        List<String> words = ownWords(Words.of(cell));
        if (words.isEmpty()) {
            return;
        }
        if (isDeputy(words)) {
            words = words.subList(1, words.size());
        }
        values[SENIORITY] = SENIORITIES.indexOf(seniority(words));
        department(words)
                .ifPresent(department -> values[DEPARTMENT] = DEPARTMENTS.indexOf(department));
    }

    /// What follows `to` is somebody else's title: `Adviser to the CEO`.
    private static List<String> ownWords(List<String> words) {
        int to = words.indexOf("to");
        return to > 0 ? words.subList(0, to) : words;
    }

    private static String seniority(List<String> words) {
        Set<String> said =
                RANKS.find(words).stream().map(Phrases.Match::name).collect(Collectors.toSet());
        return PRECEDENCE.stream().filter(said::contains).findFirst().orElse(UNCLEAR);
    }

    /// Whether `assistant` stands before the rank that it lessens, as in `Assistant Sales Manager`,
    /// and is no job of its own, as in `Marketing Assistant` or `Assistant de direction`.
    private static boolean isDeputy(List<String> words) {
        if (words.size() < 2 || !words.getFirst().equals("assistant")) {
            return false;
        }
        List<String> rest = words.subList(1, words.size());
        return !Set.of("de", "du", "of", "der").contains(rest.getFirst())
                && RANKS.find(rest).stream().anyMatch(match -> !match.name().equals("staff"));
    }

    private static Optional<String> department(List<String> words) {
        var maybe = new ArrayList<String>();
        for (Phrases.Match match : DEPARTMENT_WORDS.find(words)) {
            if (!match.name().startsWith(MAYBE)) {
                return Optional.of(match.name());
            }
            maybe.add(match.name().substring(MAYBE.length()));
        }
        return maybe.stream()
                .filter(
                        department ->
                                !department.equals("other") && !department.equals("management"))
                .findFirst()
                .or(() -> maybe.stream().findFirst());
    }
}
