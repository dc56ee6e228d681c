package io.prox.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;

/// Which passwords are good enough: long, and not among those that guessers try first. No rule says
/// which characters must be in it.
final class Passwords {
    static final int SHORTEST = 10;
    static final int LONGEST = 128;

    /// Guesses that it takes, as a power of two. Online guessing is slowed to some hundred a day;
    /// this is for the day when the database is stolen.
    private static final double ENOUGH = 30;

    /// Of a long one the beginning is judged: the search for patterns takes time.
    private static final int JUDGED = 40;

    private static final int GIVEN_AWAY = 4;

    /// The password guessers' lists; loaded at the first use, since that takes a while.
    private static final class Known {
        static final List<Dictionary> LISTS = ConfigurationBuilder.getDefaultDictionaries();
    }

    private Passwords() {}

    /// What is wrong with a password.
    ///
    /// @param about words that everyone can guess of this user: name, address, workspace
    /// @return empty if it is good
    static Optional<String> weakness(String password, List<String> about) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of("is shorter than %d characters".formatted(SHORTEST));
        }
        if (length > LONGEST) {
            return Optional.of("is longer than %d characters".formatted(LONGEST));
        }
        if (!UTF_8.newEncoder().canEncode(password)) {
            return Optional.of("has half of a pair of characters");
        }
        return guesses(password, about) < ENOUGH
                ? Optional.of(
                        "is easy to guess: it is among the passwords that are tried first; three"
                                + " or four words that have nothing to do with one another are"
                                + " better")
                : Optional.empty();
    }

    private static double guesses(String password, List<String> about) {
        var given = new DictionaryBuilder().setDictionaryName("given").setExclusion(true);
        about.stream()
                .flatMap(
                        text ->
                                List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                                        .stream())
                .filter(word -> word.length() >= GIVEN_AWAY)
                .forEach(word -> given.addWord(word, 0));
        var lists = new ArrayList<>(Known.LISTS);
        lists.add(given.createDictionary());
        var estimator =
                new Nbvcxz(
                        new ConfigurationBuilder()
                                .setDictionaries(lists)
                                .setLocale(Locale.ENGLISH)
                                .createConfiguration());
        int end = Math.min(password.length(), JUDGED);
        return estimator.estimate(password.substring(0, end)).getEntropy();
    }
}
