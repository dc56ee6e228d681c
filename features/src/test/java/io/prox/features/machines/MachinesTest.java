package io.prox.features.machines;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.machines.MailDeed.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachinesTest {
    private static final Instant SENT = Instant.parse("2026-03-02T09:00:00Z");

    private static MailDeed deed(String id, What what, long seconds, String link) {
        return new MailDeed(
                id,
                what,
                SENT.plusSeconds(seconds),
                Optional.empty(),
                Optional.of(link).filter(text -> !text.isEmpty()),
                Optional.of(SENT),
                false);
    }

    private static MailDeed click(String id, long seconds, String link) {
        return deed(id, What.CLICKED, seconds, link);
    }

    @Test
    void takesSeveralLinksWithinSecondsForAScanners() {
        Map<String, Verdict> verdicts =
                Machines.judge(
                        List.of(
                                click("a", 300, "one"),
                                click("b", 304, "two"),
                                click("c", 309, "three"),
                                click("person", 900, "two")));

        assertThat(verdicts)
                .containsOnlyKeys("a", "b", "c")
                .containsEntry("a", new Verdict(Machine.SCANNER, Evidence.BURST));
    }

    @Test
    void takesRepeatedClicksOnALinkOrTwoForAPersons() {
        assertThat(
                        Machines.judge(
                                List.of(
                                        click("a", 300, "one"),
                                        click("b", 301, "one"),
                                        click("c", 303, "two"))))
                .isEmpty();
    }

    @Test
    void believesNobodyWhoIsQuickerThanReading() {
        assertThat(
                        Machines.judge(
                                List.of(
                                        deed("open", What.OPENED, 3, ""),
                                        click("click", 9, "one"),
                                        click("later", 75, "two"))))
                .containsEntry("open", new Verdict(Machine.PREFETCH, Evidence.HASTE))
                .containsEntry("click", new Verdict(Machine.SCANNER, Evidence.HASTE))
                .doesNotContainKey("later");
    }

    @Test
    void countsFromTheDeliveryWhereThatIsTold() {
        assertThat(
                        Machines.judge(
                                List.of(
                                        deed("delivered", What.DELIVERED, 400, ""),
                                        click("click", 404, "one"))))
                .containsOnlyKeys("click");
    }

    @Test
    void takesWhatComesWithAMachinesClickForTheSameMachines() {
        assertThat(
                        Machines.judge(
                                List.of(
                                        click("a", 300, "one"),
                                        click("b", 302, "two"),
                                        click("c", 304, "three"),
                                        deed("open", What.OPENED, 310, ""),
                                        click("slow", 350, "four"))))
                .containsEntry("slow", new Verdict(Machine.SCANNER, Evidence.COMPANY))
                .containsEntry("open", new Verdict(Machine.PREFETCH, Evidence.COMPANY));
    }

    @Test
    void doesNotTakeAPersonsClickForThatOfTheProxyThatOpened() {
        var proxy =
                new MailDeed(
                        "open",
                        What.OPENED,
                        SENT.plusSeconds(300),
                        Optional.of(new Verdict(Machine.PRIVACY_PROXY, Evidence.NAME)),
                        Optional.empty(),
                        Optional.of(SENT),
                        false);

        assertThat(Machines.judge(List.of(proxy, click("click", 320, "one"))))
                .containsOnlyKeys("open");
    }

    @Test
    void knowsTraps() {
        var trap =
                new MailDeed(
                        "trap",
                        What.CLICKED,
                        SENT.plusSeconds(4_000),
                        Optional.empty(),
                        Optional.of("hidden"),
                        Optional.of(SENT),
                        true);

        assertThat(Machines.judge(List.of(trap, click("with", 4_030, "one"))))
                .containsEntry("trap", new Verdict(Machine.SCANNER, Evidence.TRAP))
                .containsEntry("with", new Verdict(Machine.SCANNER, Evidence.COMPANY));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesNotDependOnTheOrder(long seed) {
        var random = new SplittableRandom(seed);
        var deeds = new ArrayList<MailDeed>();
        List<What> kinds = List.of(What.values());
        for (int number = 0; number < 30; number++) {
            deeds.add(
                    deed(
                            "d" + number,
                            kinds.get(random.nextInt(kinds.size())),
                            random.nextInt(60),
                            "link" + random.nextInt(5)));
        }
        Map<String, Verdict> expected = Machines.judge(deeds);

        Collections.shuffle(deeds, new Random(seed));

        assertThat(Machines.judge(deeds)).isEqualTo(expected);
        assertThat(expected).isNotEmpty();
    }
}
