package io.prox.features.fields;

import io.prox.features.normal.Phrases;
import io.prox.features.normal.Words;
import java.util.List;
import java.util.Optional;

/// What columns are called that hold a standard field.
public final class FieldNames {
    private static final String AROUND = "around";
    private static final String OTHERS = "others";

    /// Begins the class of names that often mean something else.
    private static final String MAYBE = "maybe ";

    /// A name of more words is a question or worse, and comparing all its parts takes long.
    private static final int MOST_WORDS = 24;

    private static final Phrases NAMES = Phrases.read(FieldNames.class, "field-names.txt");
    private static final Phrases WORDS_AROUND = Phrases.read(FieldNames.class, "words-around.txt");

    private FieldNames() {}

    /// What a name says.
    ///
    /// @param field empty if it names none
    /// @param wordsAround how many words stand around the field's name
    /// @param isDoubtful whether the name often means something else
    /// @param isOther whether a word says that the value belongs to somebody or something else
    record Finding(
            Optional<StandardField> field, int wordsAround, boolean isDoubtful, boolean isOther) {}

    /// Whether a name says that what is called so leads to the person, whatever it looks like:
    /// `first_name`, `Mobile phone`, `Straße`.
    public static boolean identifies(String name) {
        Finding finding = find(name);
        return !finding.isDoubtful()
                && !finding.isOther()
                && finding.field().map(StandardField::identifies).orElse(false);
    }

    /// The field of which the name is one; else of which its longest part is one, if only words
    /// without a meaning of their own stand around it.
    static Finding find(String name) {
        List<String> words = Words.ofName(name);
        if (words.size() > MOST_WORDS) {
            return new Finding(Optional.empty(), 0, false, speaksOfOthers(words));
        }
        for (int length = words.size(); length > 0; length--) {
            for (int start = 0; start + length <= words.size(); start++) {
                Optional<String> meaning =
                        NAMES.classOfJoined(words.subList(start, start + length));
                if (meaning.isEmpty()
                        || !areAround(words.subList(0, start))
                        || !areAround(words.subList(start + length, words.size()))) {
                    continue;
                }
                boolean doubtful = meaning.get().startsWith(MAYBE);
                Optional<StandardField> field =
                        StandardField.ofKey(meaning.get().replace(MAYBE, ""));
                return new Finding(field, words.size() - length, doubtful, field.isEmpty());
            }
        }
        return new Finding(Optional.empty(), 0, false, speaksOfOthers(words));
    }

    private static boolean areAround(List<String> words) {
        return words.stream().allMatch(word -> isA(AROUND, word));
    }

    private static boolean speaksOfOthers(List<String> words) {
        return words.stream().anyMatch(word -> isA(OTHERS, word));
    }

    private static boolean isA(String kind, String word) {
        return WORDS_AROUND.classOf(List.of(word)).filter(kind::equals).isPresent();
    }
}
