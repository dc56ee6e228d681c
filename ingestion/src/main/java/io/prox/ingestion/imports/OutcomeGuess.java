package io.prox.ingestion.imports;

import io.prox.features.normal.Words;
import io.prox.ingestion.imports.Mapping.OutcomeWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Guesses which values of an outcome's column mean won, lost or open, by whole words in English,
/// German, French and Spanish. What it does not know is open: that claims nothing.
final class OutcomeGuess {
    private static final Set<String> NEGATIONS =
            Set.of("not", "no", "never", "non", "un", "kein", "keine", "nicht", "pas", "sin");

    private static final Set<String> WON =
            Set.of(
                    "won",
                    "win",
                    "converted",
                    "conversion",
                    "customer",
                    "client",
                    "sold",
                    "sale",
                    "purchased",
                    "bought",
                    "buyer",
                    "success",
                    "successful",
                    "accepted",
                    "subscribed",
                    "signed",
                    "paid",
                    "gewonnen",
                    "kunde",
                    "verkauft",
                    "gagne",
                    "gagnee",
                    "vendu",
                    "ganado",
                    "ganada",
                    "vendido",
                    "convertido",
                    "erfolg");

    private static final Set<String> LOST =
            Set.of(
                    "lost",
                    "lose",
                    "loss",
                    "failed",
                    "failure",
                    "rejected",
                    "declined",
                    "churned",
                    "disqualified",
                    "unqualified",
                    "unconverted",
                    "dead",
                    "junk",
                    "abandoned",
                    "verloren",
                    "abgelehnt",
                    "perdu",
                    "perdue",
                    "perdido",
                    "perdida",
                    "rechazado",
                    "refuse",
                    "closed");

    /// Only where they are all of the value: within a text they say less.
    private static final Set<String> YES =
            Set.of("1", "true", "t", "yes", "y", "ja", "oui", "si", "sim", "wahr", "vrai", "x");

    private static final Set<String> NO =
            Set.of("0", "false", "f", "no", "n", "nein", "non", "nao", "falsch", "faux");

    private static final int MOST_WORDS = 2;

    private OutcomeGuess() {}

    /// @param values all that the column has
    static OutcomeWords of(List<String> values) {
        var won = new ArrayList<String>();
        var lost = new ArrayList<String>();
        var open = new ArrayList<String>();
        for (String value : values) {
            switch (meaning(value)) {
                case WON -> won.add(value);
                case LOST -> lost.add(value);
                case OPEN -> open.add(value);
            }
        }
        return new OutcomeWords(won, lost, open);
    }

    /// Whether a value is an outcome by the words that are known, and next to nothing else.
    static boolean isKnown(String value) {
        return Words.of(value).size() <= MOST_WORDS && meaning(value) != Meaning.OPEN;
    }

    private enum Meaning {
        WON,
        LOST,
        OPEN
    }

    private static Meaning meaning(String value) {
        String key = OutcomeWords.key(value);
        List<String> words = Words.of(value);
        String whole = words.size() == 1 ? words.getFirst() : key;
        if (YES.contains(whole)) {
            return Meaning.WON;
        }
        if (NO.contains(whole)) {
            return Meaning.LOST;
        }
        boolean negated = words.stream().anyMatch(NEGATIONS::contains);
        if (words.stream().anyMatch(WON::contains)) {
            return negated ? Meaning.LOST : Meaning.WON;
        }
        return words.stream().anyMatch(LOST::contains) && !negated ? Meaning.LOST : Meaning.OPEN;
    }
}
