package io.prox.app;

import io.prox.tables.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Kinds of columns as people type them.
final class Kinds {
    private Kinds() {}

    /// The kind of that name: its words, its name in code, without regard to case, hyphens and
    /// blanks; `text`, `email` and `many-valued` serve too.
    ///
    /// @throws UserMistake if there is none, or it is one that only a whole file can show
    static Kind named(String option, String words) {
        String wanted = fold(words);
        List<Kind> choices =
                Arrays.stream(Kind.values())
                        .filter(kind -> kind != Kind.CONSTANT && kind != Kind.DUPLICATE)
                        .toList();
        return choices.stream()
                .filter(
                        kind ->
                                fold(kind.words()).equals(wanted)
                                        || fold(kind.name()).equals(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UserMistake(
                                        "%s: there is no kind '%s'.%s"
                                                .formatted(
                                                        option,
                                                        words,
                                                        NearestNames.question(
                                                                words,
                                                                choices.stream()
                                                                        .map(Kind::words)
                                                                        .toList()))));
    }

    private static String fold(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }
}
