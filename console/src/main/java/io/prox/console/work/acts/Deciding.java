package io.prox.console.work.acts;

import io.prox.console.work.Qualifier;
import io.prox.console.work.Status;
import java.time.Instant;
import java.util.Optional;

/// What comes of an act: pure, without clock or store.
final class Deciding {
    private Deciding() {}

    /// What comes of an act.
    sealed interface Decision {
        record Changed(WorkState state) implements Decision {}

        /// It is so already.
        record Unchanged() implements Decision {}

        /// @param detail why not, and what would do
        record Refused(String detail) implements Decision {}
    }

    static Decision decide(WorkState state, Act act, Actor actor, Instant now) {
        return switch (act) {
            case Act.Claim() -> claim(state, actor, now);
            case Act.Release() -> release(state, actor, now);
            case Act.Assign(String owner) -> assign(state, owner, now);
            case Act.SetStatus set -> set(state, set, actor, now);
        };
    }

    private static Decision claim(WorkState state, Actor actor, Instant now) {
        if (!actor.isUser()) {
            return new Decision.Refused("A key owns no leads. Assign it to a user instead.");
        }
        if (state.isOwnedBy(actor.id())) {
            return new Decision.Unchanged();
        }
        if (state.owner().isPresent()) {
            return new Decision.Refused(
                    "Someone was faster: it belongs to %s.".formatted(state.owner().get()));
        }
        return new Decision.Changed(taken(state.ownedBy(Optional.of(actor.id()), now), now));
    }

    private static Decision release(WorkState state, Actor actor, Instant now) {
        if (state.owner().isEmpty()) {
            return new Decision.Unchanged();
        }
        if (!state.isOwnedBy(actor.id()) && !actor.mayAssign()) {
            return new Decision.Refused(belongsToOther(state));
        }
        WorkState free = state.ownedBy(Optional.empty(), now);
        return new Decision.Changed(
                free.status() == Status.CLAIMED
                        ? free.as(Status.NEW, Optional.empty(), now)
                        : free);
    }

    private static Decision assign(WorkState state, String owner, Instant now) {
        return state.isOwnedBy(owner)
                ? new Decision.Unchanged()
                : new Decision.Changed(taken(state.ownedBy(Optional.of(owner), now), now));
    }

    /// A lead in somebody's hands is no new one, and not given up.
    private static WorkState taken(WorkState state, Instant now) {
        return switch (state.status()) {
            case NEW, DISQUALIFIED -> state.as(Status.CLAIMED, Optional.empty(), now);
            case CLAIMED, CONTACTED, QUALIFIED, CONVERTED, LOST -> state;
        };
    }

    private static Decision set(WorkState state, Act.SetStatus set, Actor actor, Instant now) {
        if (state.outcome().isPresent()) {
            return new Decision.Refused(
                    "It is %s, and its status follows that. Correct the outcome where it came from."
                            .formatted(state.outcome().get()));
        }
        boolean ofOther = state.owner().filter(owner -> !owner.equals(actor.id())).isPresent();
        if (ofOther && !actor.mayAssign()) {
            return new Decision.Refused(belongsToOther(state));
        }
        boolean saysNothingNew =
                state.status() == set.status()
                        && state.reason().equals(set.reason())
                        && set.note().isEmpty();
        if (saysNothingNew) {
            return new Decision.Unchanged();
        }
        return switch (set.status()) {
            case NEW ->
                    new Decision.Changed(
                            state.ownedBy(Optional.empty(), now)
                                    .as(Status.NEW, Optional.empty(), now));
            case CLAIMED ->
                    state.owner().isPresent()
                            ? new Decision.Changed(
                                    state.ownedBy(state.owner(), now)
                                            .as(Status.CLAIMED, Optional.empty(), now))
                            : claim(state, actor, now);
            case CONTACTED ->
                    new Decision.Changed(
                            worked(state, actor, now).as(Status.CONTACTED, Optional.empty(), now));
            case QUALIFIED ->
                    new Decision.Changed(
                            state.status() == Status.QUALIFIED
                                    ? worked(state, actor, now)
                                    : worked(state, actor, now).qualified(Qualifier.PERSON, now));
            case DISQUALIFIED ->
                    new Decision.Changed(
                            state.ownedBy(state.owner(), now)
                                    .as(Status.DISQUALIFIED, set.reason(), now));
            case CONVERTED, LOST ->
                    new Decision.Refused(
                            "That follows the lead's outcome. Report it with POST /v1/leads.");
        };
    }

    /// Who works on a lead that is nobody's takes it.
    private static WorkState worked(WorkState state, Actor actor, Instant now) {
        return state.ownedBy(
                state.owner().or(() -> Optional.of(actor.id()).filter(id -> actor.isUser())), now);
    }

    private static String belongsToOther(WorkState state) {
        return "It belongs to %s. They can release it, and whoever may assign leads can give it to you."
                .formatted(state.owner().orElse(""));
    }
}
