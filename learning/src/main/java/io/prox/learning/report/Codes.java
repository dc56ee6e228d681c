package io.prox.learning.report;

import io.prox.learning.Proof.Certainty;
import io.prox.learning.Proof.Leading;
import io.prox.learning.Side;
import io.prox.learning.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The words that stand for the constants of one enum in JSON. Written down here rather than taken
/// from the constants' names, so that a renaming in Java does not change the format.
final class Codes<E extends Enum<E>> {
    static final Codes<Verdict> VERDICT = new Codes<>(Verdict.values(), Verdict::code);
    static final Codes<Side> SIDE = new Codes<>(Side.values(), Side::words);
    static final Codes<Certainty> CERTAINTY =
            new Codes<>(
                    Certainty.values(),
                    certainty ->
                            switch (certainty) {
                                case CERTAIN -> "certain";
                                case SUSPECT -> "suspect";
                            });
    static final Codes<Leading> LEADING =
            new Codes<>(
                    Leading.values(),
                    leading ->
                            switch (leading) {
                                case CROSS_VALIDATION -> "crossValidation";
                                case TIME_SPLIT -> "timeSplit";
                            });

    private final Function<E, String> code;
    private final Map<String, E> byCode = new TreeMap<>();

    private Codes(E[] constants, Function<E, String> code) {
        this.code = code;
        for (E constant : constants) {
            byCode.put(code.apply(constant), constant);
        }
    }

    String code(E constant) {
        return code.apply(constant);
    }

    Optional<E> constant(String text) {
        return Optional.ofNullable(byCode.get(text));
    }

    /// What may be written, for a message.
    String choices() {
        return String.join(", ", byCode.keySet());
    }
}
