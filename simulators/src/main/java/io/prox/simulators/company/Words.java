package io.prox.simulators.company;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Lists in the source, and letters that every mail server knows.
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z0-9]+");

    private Words() {}

    /// The parts of `one|another`.
    static List<String> barred(String list) {
        return List.of(list.split("\\|", -1));
    }

    /// The parts of a text, parted by blanks and line ends.
    static List<String> blank(String list) {
        return List.of(list.strip().split("\\s+", -1));
    }

    /// The text without accents, in letters of the Latin alphabet where Unicode knows them.
    static String latin(String text) {
        String plain =
                text.replace("ß", "ss")
                        .replace("ø", "o")
                        .replace("Ø", "O")
                        .replace("ł", "l")
                        .replace("Ł", "L")
                        .replace("ı", "i");
        return MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
    }

    /// The same, with umlauts as Germans spell them out: `Möller` becomes `Moeller`.
    static String germanLatin(String text) {
        String plain =
                text.replace("ä", "ae")
                        .replace("ö", "oe")
                        .replace("ü", "ue")
                        .replace("Ä", "Ae")
                        .replace("Ö", "Oe")
                        .replace("Ü", "Ue");
        return latin(plain);
    }

    /// A name as it stands in addresses: `brenvold-works`.
    static String slug(String latin, String joint) {
        return NO_LETTERS.matcher(latin.toLowerCase(Locale.ROOT)).replaceAll(joint);
    }
}
