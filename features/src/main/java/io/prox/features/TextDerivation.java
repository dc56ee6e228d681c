package io.prox.features;

import java.util.List;

/// Free text becomes its length and its form. No word of it remains, since people write names,
/// numbers and complaints into such fields.
final class TextDerivation implements Derivation {
    private static final int WORDS = 0;
    private static final int QUESTION = 1;
    private static final int DIGITS = 2;

    private static final List<Feature> FEATURES =
            List.of(
                    Feature.number("length in words", "words of the text"),
                    Feature.yesOrNo(
                            "question",
                            "question mark in the text",
                            "asks no question",
                            "asks a question"),
                    Feature.yesOrNo("digits", "digits in the text", "has no digits", "has digits"));

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public void derive(String cell, double[] values) {
        int words = 0;
        boolean inWord = false;
        boolean question = false;
        boolean digits = false;
        for (int index = 0; index < cell.length(); index++) {
            char character = cell.charAt(index);
            boolean partOfWord =
                    Character.isLetterOrDigit(character) || (inWord && isInside(character));
            if (partOfWord && !inWord) {
                words++;
            }
            inWord = partOfWord;
            question |= character == '?' || character == '？' || character == '؟';
            digits |= Character.isDigit(character);
        }
        values[WORDS] = words;
        values[QUESTION] = Derivation.yesOrNo(question);
        values[DIGITS] = Derivation.yesOrNo(digits);
    }

    /// Marks that do not end a word: don't, well-known, 3.5, combining accents.
    private static boolean isInside(char character) {
        return character == '\''
                || character == '’'
                || character == '-'
                || character == '.'
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.isSurrogate(character);
    }
}
