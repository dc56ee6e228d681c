package io.prox.ingestion.who;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// In whose hands a device was, by what proved it.
///
/// It is one's from the proof until that of another; before the first proof it was the first one's.
/// That follows from the proofs alone, in whichever order they came.
///
/// @param turns by rising instants, no two beside one another of the same person; the first is from
///   the beginning of time on
record Hands(List<Turn> turns) {
    /// Of proofs within so long one counts.
    private static final Duration STEP = Duration.ofMinutes(10);

    Hands {
        turns = List.copyOf(turns);
    }

    /// @param person a keyed hash
    record Turn(Instant from, String person) {}

    /// A proof that a device was in the hands of a person.
    ///
    /// @param visitor the device, a keyed hash
    /// @param at in whole steps
    record Link(String visitor, String person, Instant at) {
        static Link of(String visitor, String person, Instant at) {
            long step = STEP.toSeconds();
            return new Link(
                    visitor,
                    person,
                    Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step) * step));
        }
    }

    /// @param links of one device, in any order
    static Hands of(Collection<Link> links) {
        var turns = new ArrayList<Turn>();
        links.stream()
                .sorted(Comparator.comparing(Link::at).thenComparing(Link::person))
                .forEach(
                        link -> {
                            if (turns.isEmpty()) {
                                turns.add(new Turn(Instant.MIN, link.person()));
                            } else if (!turns.getLast().person().equals(link.person())) {
                                turns.add(new Turn(link.at(), link.person()));
                            }
                        });
        return new Hands(turns);
    }

    /// @return empty where nothing proves anything
    Optional<String> at(Instant instant) {
        Optional<String> person = Optional.empty();
        for (Turn turn : turns) {
            if (turn.from().isAfter(instant)) {
                break;
            }
            person = Optional.of(turn.person());
        }
        return person;
    }
}
