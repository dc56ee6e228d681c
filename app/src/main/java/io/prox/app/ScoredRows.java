package io.prox.app;

import io.prox.learning.Scored;
import io.prox.learning.Scored.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The lines of a scored file: the input's cells, then the score and its reasons.
///
/// Programs look the score up by name, so the names of the score's columns are fixed. A column of
/// the input with one of these names, as in a file that was scored before, is kept under another
/// name.
final class ScoredRows {
    static final List<String> ADDED =
            List.of(
                    "probability",
                    "interval_low",
                    "interval_high",
                    "score",
                    "fit",
                    "engagement",
                    "reason_1",
                    "reason_2",
                    "reason_3");

    private static final int REASONS = 3;

    /// Digits of a probability: more than any interval is narrow.
    private static final MathContext DIGITS = new MathContext(6);

    private ScoredRows() {}

    /// @param names of the output
    /// @param renamed columns of the input that had to give way: `'score' is now 'score (input)'`
    record Header(List<String> names, List<String> renamed) {
        Header {
            names = List.copyOf(names);
            renamed = List.copyOf(renamed);
        }
    }

    static Header header(List<String> inputs) {
        Set<String> taken = new HashSet<>(ADDED);
        taken.addAll(inputs);
        var names = new ArrayList<String>();
        var renamed = new ArrayList<String>();
        for (String input : inputs) {
            if (!ADDED.contains(input)) {
                names.add(input);
                continue;
            }
            String name = input + " (input)";
            for (int number = 2; !taken.add(name); number++) {
                name = "%s (input %d)".formatted(input, number);
            }
            names.add(name);
            renamed.add("'%s' is now '%s'".formatted(input, name));
        }
        names.addAll(ADDED);
        return new Header(names, renamed);
    }

    /// The cells after the input's, in the order of [#ADDED].
    static List<String> cells(Scored scored) {
        var cells = new ArrayList<String>();
        cells.add(number(scored.probability()));
        cells.add(number(scored.low()));
        cells.add(number(scored.high()));
        cells.add(Integer.toString(scored.score()));
        cells.add(scored.fit().map(String::valueOf).orElse(""));
        cells.add(scored.engagement().map(String::valueOf).orElse(""));
        for (int place = 0; place < REASONS; place++) {
            cells.add(place < scored.reasons().size() ? reason(scored.reasons().get(place)) : "");
        }
        int first = cells.size() - REASONS;
        if (!scored.hasEvidence()) {
            String doubt =
                    "not enough evidence (%.0f to %.0f %%)"
                            .formatted(100 * scored.low(), 100 * scored.high());
            cells.set(first, cells.get(first).isEmpty() ? doubt : doubt + "; " + cells.get(first));
        }
        return cells;
    }

    /// The cells after those of a row that nobody can tell the columns of.
    static List<String> unscored() {
        var cells = new ArrayList<>(Collections.nCopies(ADDED.size(), ""));
        cells.set(
                ADDED.size() - REASONS, "not scored: this row is not as long as the file's header");
        return cells;
    }

    /// In words with the direction, since the words alone do not say whether more is better.
    private static String reason(Reason reason) {
        if (reason.contribution() == 0) {
            return "";
        }
        return "%s (%s the score)"
                .formatted(reason.words(), reason.contribution() > 0 ? "raises" : "lowers");
    }

    private static String number(double probability) {
        return new BigDecimal(probability).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
