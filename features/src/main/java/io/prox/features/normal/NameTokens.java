package io.prox.features.normal;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The words by which a person's name is found, whichever way it was written: `Jürgen
/// Müller-Lüdenscheidt`, `MUELLER LUEDENSCHEIDT, Juergen` and `Müller Lüdenscheidt Jurgen` have the
/// same.
///
/// Whole words only: a token that is the beginning of a name would be shared by so many that, as a
/// blind index, it gave away what it hides.
public final class NameTokens {
    /// Forms of address and degrees, which one source writes and another leaves out.
    private static final Set<String> TITLES =
            Set.of(
                    "mr",
                    "mrs",
                    "ms",
                    "miss",
                    "mx",
                    "sir",
                    "madam",
                    "dr",
                    "prof",
                    "professor",
                    "ing",
                    "dipl",
                    "mag",
                    "phd",
                    "mba",
                    "msc",
                    "bsc",
                    "herr",
                    "frau",
                    "hr",
                    "fr",
                    "mme",
                    "mlle",
                    "monsieur",
                    "madame",
                    "mademoiselle",
                    "sr",
                    "sra",
                    "srta",
                    "senor",
                    "senora",
                    "don",
                    "dona",
                    "dott",
                    "jr",
                    "ii",
                    "iii");

    private NameTokens() {}

    /// The tokens of a name or of its parts, in order of the alphabet. Initials count only where
    /// nothing longer is left, and so do titles; without any letter there are none.
    public static SortedSet<String> of(String... parts) {
        var whole = new TreeSet<String>();
        var rest = new TreeSet<String>();
        for (String part : parts) {
            for (String word : Words.of(part)) {
                if (word.chars().allMatch(Character::isDigit)) {
                    continue;
                }
                String token = Words.withoutSpelledUmlauts(word);
                boolean initial = word.length() == 1 && word.charAt(0) < 0x80;
                (initial || TITLES.contains(word) ? rest : whole).add(token);
            }
        }
        return Collections.unmodifiableSortedSet(whole.isEmpty() ? rest : whole);
    }
}
