package io.prox.engagement.folding;

import static java.util.Objects.requireNonNull;

import io.prox.features.machines.Evidence;
import io.prox.features.machines.Machine;
import io.prox.features.machines.Verdict;
import java.util.Optional;

/// Who did something: what the rules say, and what somebody said against them, which counts.
///
/// @param rules empty where they take it for a person's
/// @param hand a kind of machine's word, or [#PERSON]; empty where nobody said anything
public record Judgement(Optional<Verdict> rules, Optional<String> hand) {
    /// What somebody says of what a person did.
    public static final String PERSON = "person";

    /// Nothing speaks against a person.
    static final Judgement NONE = new Judgement(Optional.empty(), Optional.empty());

    public Judgement {
        requireNonNull(rules, "rules");
        requireNonNull(hand, "hand");
    }

    /// What counts; empty for a person's.
    public Optional<Verdict> verdict() {
        return hand.isEmpty()
                ? rules
                : hand.flatMap(Machine::ofWord).map(machine -> new Verdict(machine, Evidence.HAND));
    }

    public boolean isMachine() {
        return verdict().isPresent();
    }

    Judgement withRules(Optional<Verdict> other) {
        return new Judgement(other, hand);
    }

    Judgement withHand(Optional<String> other) {
        return new Judgement(rules, other);
    }
}
