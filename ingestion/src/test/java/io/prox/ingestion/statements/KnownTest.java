package io.prox.ingestion.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant LATER = MONDAY.plus(Duration.ofDays(30));

    @Test
    void takesWhatOccurredLastWheneverItWasLearnt() {
        Known known =
                Known.of(
                        List.of(
                                statement(1, "crm", TUESDAY, MONDAY, Map.of("country", "France")),
                                statement(2, "fair", MONDAY, LATER, Map.of("country", "Spain"))));

        assertThat(known.open("country")).contains("France");
    }

    @Test
    void takesWhatItLearntLastOfTwoAtTheSameTime() {
        Known known =
                Known.of(
                        List.of(
                                statement(2, "crm", MONDAY, TUESDAY, Map.of("country", "France")),
                                statement(1, "fair", MONDAY, LATER, Map.of("country", "Spain"))));

        assertThat(known.open("country")).contains("Spain");
    }

    @Test
    void isTheSameUnlessAValueOrTheTimeOfAnOutcomeDiffers() {
        Statement won = statement(1, "crm", TUESDAY, TUESDAY, Map.of("outcome", "won"));
        Known before = Known.of(List.of(won));

        assertThat(with(won, "fair", LATER, Map.of("outcome", "won")).isSameAs(before)).isTrue();
        assertThat(with(won, "fair", LATER, Map.of("city", "")).isSameAs(before)).isTrue();
        assertThat(with(won, "fair", MONDAY, Map.of("outcome", "lost")).isSameAs(before)).isTrue();
        assertThat(with(won, "fair", MONDAY, Map.of("outcome", "won")).isSameAs(before)).isFalse();
        assertThat(with(won, "fair", MONDAY, Map.of("city", "Lyon")).isSameAs(before)).isFalse();
    }

    private static Known with(
            Statement first, String source, Instant occurredAt, Map<String, String> open) {
        return Known.of(List.of(first, statement(2, source, occurredAt, LATER, open)));
    }

    @Test
    void leavesAFieldThatANewerStatementDoesNotNameAsItWas() {
        Known known =
                Known.of(
                        List.of(
                                statement(1, "crm", MONDAY, MONDAY, Map.of("country", "France")),
                                statement(2, "crm", TUESDAY, TUESDAY, Map.of("city", "Lyon"))));

        assertThat(known.open("country")).contains("France");
        assertThat(known.open("city")).contains("Lyon");
    }

    @Test
    void keepsACustomersColumnOnceWhateverItsCellsHold() {
        Known known =
                Known.of(
                        List.of(
                                statement(
                                        1,
                                        "crm",
                                        TUESDAY,
                                        TUESDAY,
                                        Map.of("own/text/Extra", "call me back")),
                                statement(
                                        2,
                                        "crm",
                                        MONDAY,
                                        LATER,
                                        Map.of("own/category/Extra", "Excel"))));

        assertThat(known.open()).containsOnlyKeys("own/text/Extra");
    }

    @Test
    void hasNoValueWhereTheNewestSaysThatThereIsNone() {
        Known known =
                Known.of(
                        List.of(
                                statement(1, "crm", MONDAY, MONDAY, Map.of("country", "France")),
                                statement(2, "crm", TUESDAY, TUESDAY, Map.of("country", ""))));

        assertThat(known.open("country")).isEmpty();
        assertThat(known.open())
                .hasEntrySatisfying("country", said -> assertThat(said.source()).isEqualTo("crm"));
    }

    @Test
    void saysWhereAValueIsFrom() {
        Known known =
                Known.of(
                        List.of(statement(1, "crm", MONDAY, TUESDAY, Map.of("country", "France"))));

        assertThat(known.open())
                .containsEntry("country", new Known.Said("France", "crm", MONDAY, TUESDAY, 1));
        assertThat(known.sources()).containsExactly("crm");
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 50).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void doesNotDependOnTheOrderOfArrival(long seed) {
        var random = new Random(seed);
        List<Statement> statements = new ArrayList<>();
        for (int number = 1; number <= 12; number++) {
            statements.add(
                    statement(
                            number,
                            "source" + random.nextInt(3),
                            MONDAY.plusSeconds(random.nextInt(4)),
                            MONDAY.plusSeconds(random.nextInt(4)),
                            Map.of("field" + random.nextInt(3), "text" + random.nextInt(5))));
        }
        Known inOrder = Known.of(statements);
        Collections.shuffle(statements, random);

        assertThat(Known.of(statements).open()).isEqualTo(inOrder.open());
    }

    private static Statement statement(
            long number,
            String source,
            Instant occurredAt,
            Instant knownAt,
            Map<String, String> open) {
        return new Statement(
                number,
                source,
                Cause.of(Cause.Kind.API),
                occurredAt,
                knownAt,
                new TreeMap<>(open),
                new TreeMap<>());
    }
}
