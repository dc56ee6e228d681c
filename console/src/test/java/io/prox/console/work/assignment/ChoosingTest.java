package io.prox.console.work.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.assignment.AssignmentRules.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChoosingTest {
    private static final Set<String> ALL = Set.of("user_a", "user_b", "user_c");

    @Test
    void goesRoundFromWhereItStopped() {
        var choosing = choosing(Mode.ROUND_ROBIN, ALL, Map.of(), Optional.of("user_a"));

        assertThat(next(4, choosing)).containsExactly("user_b", "user_c", "user_a", "user_b");
        assertThat(choosing.last()).contains("user_b");
    }

    @Test
    void passesOverWhoMayOwnNothing() {
        var choosing =
                choosing(
                        Mode.ROUND_ROBIN,
                        Set.of("user_a", "user_c"),
                        Map.of(),
                        Optional.of("user_a"));

        assertThat(next(3, choosing)).containsExactly("user_c", "user_a", "user_c");
    }

    @Test
    void goesOnAfterOneWhoHasLeft() {
        var choosing =
                choosing(
                        Mode.ROUND_ROBIN,
                        Set.of("user_a", "user_c"),
                        Map.of(),
                        Optional.of("user_b"));

        assertThat(next(2, choosing)).containsExactly("user_c", "user_a");
    }

    @Test
    void givesNobodyALeadWhereNobodyIsLeft() {
        for (Mode mode : Mode.values()) {
            var choosing = choosing(mode, Set.of(), Map.of(), Optional.of("user_b"));

            assertThat(choosing.next("Germany")).isEmpty();
        }
    }

    @Test
    void givesTheNextLeadToWhoHasTheFewest() {
        var choosing =
                choosing(
                        Mode.LOAD,
                        ALL,
                        Map.of("user_a", 3L, "user_b", 1L, "user_c", 2L),
                        Optional.empty());

        assertThat(next(5, choosing))
                .containsExactly("user_b", "user_b", "user_c", "user_a", "user_b");
    }

    @Test
    void givesALeadToWhoHasItsCountryAndElseGoesRound() {
        var choosing =
                choosing(Mode.REGION, Set.of("user_a", "user_c"), Map.of(), Optional.empty());

        assertThat(choosing.next("Germany")).contains("user_c");
        assertThat(choosing.next("France")).contains("user_a");
        assertThat(choosing.next("")).contains("user_c");
        assertThat(choosing.next("Germany")).contains("user_c");
        assertThat(choosing.next("Spain")).as("whose user has left").contains("user_a");
    }

    private static Choosing choosing(
            Mode mode, Set<String> active, Map<String, Long> load, Optional<String> last) {
        return new Choosing(
                new AssignmentRules(
                        Optional.of(80),
                        mode,
                        new TreeMap<>(Map.of("Germany", "user_c", "Spain", "user_b")),
                        List.of("user_a", "user_b", "user_c")),
                active,
                load,
                last);
    }

    private static List<String> next(int leads, Choosing choosing) {
        var owners = new ArrayList<String>();
        for (int lead = 0; lead < leads; lead++) {
            owners.add(choosing.next("").orElse("nobody"));
        }
        return owners;
    }
}
