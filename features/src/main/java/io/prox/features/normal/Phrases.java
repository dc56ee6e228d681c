package io.prox.features.normal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Phrases of one or more words, each with the class it speaks for, and where they stand in a text.
///
/// Read from a list of lines `class: phrase, phrase`, where a class may have several lines. A
/// phrase is compared in the folding of [Words]. `word*` stands for every word that begins so,
/// `*word` for every word that ends so (German writes its compounds in one); both need two more
/// letters. Immutable.
public final class Phrases {
    private static final int REST = 2;

    private final Map<List<String>, String> exact = new HashMap<>();
    private final Map<String, String> joined = new HashMap<>();
    private final Map<String, String> beginnings = new HashMap<>();
    private final Map<String, String> endings = new HashMap<>();
    private int longest = 1;

    private Phrases() {}

    /// @param owner whose package holds the list
    /// @throws IllegalStateException when the list is missing or gives a phrase to two classes
    public static Phrases read(Class<?> owner, String resource) {
        var phrases = new Phrases();
        for (String line : WordLists.lines(owner, resource)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalStateException(
                        "line has no class in %s: %s".formatted(resource, line));
            }
            String name = line.substring(0, colon).strip();
            for (String phrase : line.substring(colon + 1).split(",", -1)) {
                phrases.add(phrase.strip(), name);
            }
        }
        return phrases;
    }

    private void add(String phrase, String name) {
        List<String> words = plain(Words.of(phrase));
        if (words.isEmpty()) {
            throw new IllegalStateException("phrase is empty in class " + name);
        }
        Optional<String> other;
        if (phrase.endsWith("*")) {
            other = Optional.ofNullable(beginnings.put(words.getFirst(), name));
        } else if (phrase.startsWith("*")) {
            other = Optional.ofNullable(endings.put(words.getFirst(), name));
        } else {
            other = Optional.ofNullable(exact.put(words, name));
            joined.putIfAbsent(String.join("", words), name);
            longest = Math.max(longest, words.size());
        }
        other.filter(before -> !before.equals(name))
                .ifPresent(
                        before -> {
                            throw new IllegalStateException(
                                    "phrase '%s' is of %s and of %s"
                                            .formatted(phrase, before, name));
                        });
    }

    /// The class that these words, taken together, are a phrase of.
    ///
    /// @param words folded
    public Optional<String> classOf(List<String> words) {
        return classOfPlain(plain(words));
    }

    /// The same where the gaps between words do not matter, as in names that programs give:
    /// `firstname` is `first name`. Beginnings and endings are not looked at. Of two phrases that
    /// become one without gaps, the first in the list counts.
    public Optional<String> classOfJoined(List<String> words) {
        return Optional.ofNullable(joined.get(String.join("", plain(words))));
    }

    private Optional<String> classOfPlain(List<String> words) {
        String name = exact.get(words);
        return name == null && words.size() == 1
                ? affix(words.getFirst())
                : Optional.ofNullable(name);
    }

    private static List<String> plain(List<String> words) {
        return words.stream().map(Words::withoutSpelledUmlauts).toList();
    }

    /// The phrases in a text, from its beginning; where several begin at one word, the longest. No
    /// word belongs to two.
    ///
    /// @param folded words of the text
    public List<Match> find(List<String> folded) {
        List<String> words = plain(folded);
        var matches = new ArrayList<Match>();
        int index = 0;
        while (index < words.size()) {
            int length = Math.min(longest, words.size() - index);
            Optional<String> name = Optional.empty();
            while (length > 0) {
                name = classOfPlain(words.subList(index, index + length));
                if (name.isPresent()) {
                    break;
                }
                length--;
            }
            if (name.isPresent()) {
                matches.add(new Match(name.get(), index, length));
                index += length;
            } else {
                index++;
            }
        }
        return List.copyOf(matches);
    }

    private Optional<String> affix(String word) {
        for (int length = word.length() - REST; length > 1; length--) {
            String beginning = beginnings.get(word.substring(0, length));
            if (beginning != null) {
                return Optional.of(beginning);
            }
            String ending = endings.get(word.substring(word.length() - length));
            if (ending != null) {
                return Optional.of(ending);
            }
        }
        return Optional.empty();
    }

    /// One phrase in a text.
    ///
    /// @param name the class that it speaks for
    /// @param start index of its first word
    /// @param length of how many words
    public record Match(String name, int start, int length) {
        public int end() {
            return start + length;
        }
    }
}
