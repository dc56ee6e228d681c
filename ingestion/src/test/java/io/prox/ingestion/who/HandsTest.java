package io.prox.ingestion.who;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.ingestion.who.Hands.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static Link link(String person, long hour) {
        return Link.of("device", person, NOON.plus(Duration.ofHours(hour)));
    }

    private static Instant hour(long hour) {
        return NOON.plus(Duration.ofHours(hour));
    }

    @Test
    void isNobodysWithoutAProof() {
        assertThat(Hands.of(List.of()).at(NOON)).isEmpty();
    }

    @Test
    void isTheFirstOnesBeforeTheFirstProof() {
        assertThat(Hands.of(List.of(link("ada", 3))).at(hour(-1_000))).contains("ada");
    }

    @Test
    void isEachOnesUntilTheNext() {
        Hands hands = Hands.of(List.of(link("ada", 0), link("bob", 5), link("ada", 9)));

        assertThat(hands.at(hour(4))).contains("ada");
        assertThat(hands.at(hour(5))).contains("bob");
        assertThat(hands.at(hour(8))).contains("bob");
        assertThat(hands.at(hour(100))).contains("ada");
    }

    @Test
    void followsFromTheProofsInAnyOrderAndHoweverOften() {
        var chance = new Random(3);
        for (int round = 0; round < 500; round++) {
            var links = new ArrayList<Link>();
            for (int number = chance.nextInt(12); number >= 0; number--) {
                links.add(link("p" + chance.nextInt(3), chance.nextInt(20)));
            }
            Hands hands = Hands.of(links);
            links.addAll(List.copyOf(links));
            Collections.shuffle(links, chance);

            assertThat(Hands.of(links)).isEqualTo(hands);
        }
    }

    @Test
    void countsOneProofOfTenMinutes() {
        assertThat(link("ada", 0)).isEqualTo(Link.of("device", "ada", NOON.plusSeconds(599)));
    }
}
