package io.prox.features.reading;

/// Texts from outside, made fit to store and show.
public final class Texts {
    private static final int SHOWN = 60;
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /// Without what a database cannot keep or a reader cannot see: control characters but tab and
    /// line break go, and so do marks that change the direction of what follows; halves of
    /// surrogate pairs become a replacement character. Blanks around it go too.
    public static String clean(String text) {
        boolean isClean = true;
        for (int index = 0; index < text.length() && isClean; index++) {
            char character = text.charAt(index);
            isClean = character >= ' ' && character < 0x7F;
        }
        if (isClean) {
            return text.strip();
        }
        var cleaned = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isHighSurrogate(character)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1))) {
                cleaned.append(character).append(text.charAt(++index));
            } else if (Character.isSurrogate(character)) {
                cleaned.append(REPLACEMENT);
            } else if (!isInvisible(character)) {
                cleaned.append(character);
            }
        }
        return cleaned.toString().strip();
    }

    /// A text short enough for a message.
    static String shown(String text) {
        String clean = clean(text);
        return clean.length() <= SHOWN ? clean : cut(clean, SHOWN) + "…";
    }

    /// The beginning of a text, without half a character at its end.
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static boolean isInvisible(char character) {
        boolean control =
                Character.isISOControl(character) && character != '\t' && character != '\n';
        // Embeddings, overrides and isolates of direction (Unicode TR 9), and the byte order mark.
        boolean direction =
                (character >= '\u202A' && character <= '\u202E')
                        || (character >= '\u2066' && character <= '\u2069');
        return control || direction || character == '\uFEFF';
    }
}
