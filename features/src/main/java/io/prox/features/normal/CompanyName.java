package io.prox.features.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A company's name to show, and to compare: `ACME GmbH & Co. KG`, `Acme` and `acme, gmbh` have one
/// key.
///
/// @param display as written, without needless blanks and quotation marks around it
/// @param key folded words without legal form, to be compared and not shown; the whole name where
///   it is nothing but a legal form (`AG`)
public record CompanyName(String display, String key) {
    private static final Set<List<String>> FORMS = forms("anywhere");
    private static final Set<List<String>> LEADING_FORMS = forms("leading");
    private static final int LONGEST_FORM = FORMS.stream().mapToInt(List::size).max().orElseThrow();

    /// Words between names that one writes and another gives a sign: `Marks and Spencer`.
    private static final Set<String> JOINTS =
            Set.of("and", "und", "et", "y", "e", "en", "og", "och");

    public CompanyName {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("name of a company has no letter or digit");
        }
    }

    /// None where the text has neither letter nor digit.
    public static Optional<CompanyName> of(String text) {
        List<String> words = joinSpelled(Words.of(text));
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<String> core = withoutForms(words);
        return Optional.of(new CompanyName(display(text), withoutJoints(core)));
    }

    private static String display(String text) {
        String shown = text.replaceAll("[\\p{Cntrl}\\p{Z}]+", " ").strip();
        boolean quoted =
                shown.length() > 2
                        && "\"'“„«".indexOf(shown.charAt(0)) >= 0
                        && "\"'”“»".indexOf(shown.charAt(shown.length() - 1)) >= 0;
        return quoted ? shown.substring(1, shown.length() - 1).strip() : shown;
    }

    private static String withoutJoints(List<String> core) {
        return IntStream.range(0, core.size())
                .filter(index -> index == 0 || !JOINTS.contains(core.get(index)))
                .mapToObj(core::get)
                .collect(Collectors.joining(" "));
    }

    private static List<String> withoutForms(List<String> words) {
        List<String> core = words;
        boolean cut = true;
        while (cut) {
            cut = false;
            for (int length = Math.min(LONGEST_FORM, core.size() - 1); length > 0; length--) {
                int end = core.size() - length;
                if (FORMS.contains(core.subList(end, core.size()))) {
                    core = core.subList(0, end);
                    cut = true;
                    break;
                }
            }
            while (core.size() > 1 && JOINTS.contains(core.getLast())) {
                core = core.subList(0, core.size() - 1);
            }
        }
        boolean leads = core.size() > 1 && LEADING_FORMS.contains(core.subList(0, 1));
        return leads ? core.subList(1, core.size()) : core;
    }

    /// Single letters in a row are one word: `S. à r. l.` is `sarl`, `A/S` is `as`, `H & M` is
    /// `hm`.
    private static List<String> joinSpelled(List<String> words) {
        var joined = new ArrayList<String>();
        var letters = new StringBuilder();
        for (String word : words) {
            boolean letter = word.length() == 1 && Character.isLetter(word.charAt(0));
            if (!letter && !letters.isEmpty()) {
                joined.add(letters.toString());
                letters.setLength(0);
            }
            if (letter) {
                letters.append(word);
            } else {
                joined.add(Words.withoutSpelledUmlauts(word));
            }
        }
        if (!letters.isEmpty()) {
            joined.add(letters.toString());
        }
        return List.copyOf(joined);
    }

    private static Set<List<String>> forms(String place) {
        return WordLists.lines(CompanyName.class, "legal-forms.txt").stream()
                .filter(line -> line.startsWith(place + ":"))
                .flatMap(
                        line -> List.of(line.substring(place.length() + 1).split(",", -1)).stream())
                .map(form -> joinSpelled(Words.of(form)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
