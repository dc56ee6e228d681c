package io.prox.features.behaviour;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Words that mean one of a few things.
///
/// @param <C> what they mean
record WordClasses<C>(Map<String, C> classes) {
    WordClasses {
        classes = Map.copyOf(classes);
    }

    /// @param words of a class, with blanks between them; none has two meanings
    static <C> WordClasses<C> of(C[] classes, Function<C, String> words) {
        Map<String, C> byWord = new HashMap<>();
        for (C each : classes) {
            for (String word : words.apply(each).split(" ", -1)) {
                if (!word.isEmpty() && byWord.put(word, each) != null) {
                    throw new IllegalStateException("word with two meanings: " + word);
                }
            }
        }
        return new WordClasses<>(byWord);
    }

    /// @param word in lower case
    Optional<C> of(String word) {
        return Optional.ofNullable(classes.get(word));
    }
}
