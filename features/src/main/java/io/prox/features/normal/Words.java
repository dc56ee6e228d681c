package io.prox.features.normal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Words of a text as they are compared: in lower case, without accents, parted at whatever is
/// neither letter nor digit. The same in every locale.
public final class Words {
    private static final Pattern ELISION = Pattern.compile("(?<!\\p{L})([dl])['’](?=\\p{L})");

    private Words() {}

    /// The words of a text in its order: `São Paulo (Brasil)` is `sao`, `paulo`, `brasil`.
    public static List<String> of(String text) {
        return split(fold(text));
    }

    /// The words of a name that programs give, where a capital begins a word too: `LeadSource`,
    /// `hs_lead_status` and `E-Mail-Adresse` have two, three and three; `CRMId` is `crm`, `id`.
    /// Digits stand by themselves.
    public static List<String> ofName(String name) {
        var spaced = new StringBuilder(name.length() + 8);
        for (int index = 0; index < name.length(); index++) {
            if (index > 0 && begins(name, index)) {
                spaced.append(' ');
            }
            spaced.append(name.charAt(index));
        }
        return of(spaced.toString());
    }

    /// Lower case without accents, in the letters that people without the keyboard for them write:
    /// `ß` is `ss`, `ø` is `o`, `Ł` is `l`, `æ` is `ae`; umlauts lose their dots. Apostrophes go,
    /// so that `O'Brien` stays one word, except after the small `d` and `l` of French, which are
    /// words of their own.
    public static String fold(String text) {
        String parted = ELISION.matcher(text).replaceAll("$1 ");
        String apart = Normalizer.normalize(parted, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(apart.length());
        for (int index = 0; index < apart.length(); index++) {
            char letter = apart.charAt(index);
            switch (letter) {
                case 'ß' -> folded.append("ss");
                case 'æ' -> folded.append("ae");
                case 'œ' -> folded.append("oe");
                case 'þ' -> folded.append("th");
                case 'ø' -> folded.append('o');
                case 'đ', 'ð' -> folded.append('d');
                case 'ł' -> folded.append('l');
                case 'ı' -> folded.append('i');
                case '\'', '’', '‘', 'ʼ', '`', '´' -> {
                    // parts no word
                }
                default -> {
                    if (Character.getType(letter) != Character.NON_SPACING_MARK) {
                        folded.append(letter);
                    }
                }
            }
        }
        return folded.toString();
    }

    /// The folded word as it is with umlauts spelled in one letter: `mueller` is `muller`, as
    /// `Müller` is. To be used on both sides of a comparison, since `Samuel` loses a letter too.
    /// Words of up to three letters, codes among them, stay.
    public static String withoutSpelledUmlauts(String folded) {
        return folded.length() < 4
                ? folded
                : folded.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    }

    private static List<String> split(String folded) {
        var words = new ArrayList<String>();
        int start = -1;
        for (int index = 0; index < folded.length(); ) {
            int point = folded.codePointAt(index);
            boolean inside = Character.isLetterOrDigit(point);
            if (inside && start < 0) {
                start = index;
            } else if (!inside && start >= 0) {
                words.add(folded.substring(start, index));
                start = -1;
            }
            index += Character.charCount(point);
        }
        if (start >= 0) {
            words.add(folded.substring(start));
        }
        return List.copyOf(words);
    }

    private static boolean begins(String name, int index) {
        char here = name.charAt(index);
        char before = name.charAt(index - 1);
        if (Character.isDigit(here) != Character.isDigit(before)) {
            return true;
        }
        if (!Character.isUpperCase(here)) {
            return false;
        }
        boolean endsCapitals =
                Character.isUpperCase(before)
                        && index + 1 < name.length()
                        && Character.isLowerCase(name.charAt(index + 1));
        return Character.isLowerCase(before) || endsCapitals;
    }
}
