package io.prox.scoring.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.Cause;
import io.prox.contracts.ModelVersion;
import io.prox.scoring.ledger.Seen.Brief;
import io.prox.scoring.ledger.Seen.View;
import io.prox.scoring.models.Champions.Promotion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SeenTest {
    private static final ModelVersion FIRST = new ModelVersion("model_first");
    private static final ModelVersion SECOND = new ModelVersion("model_second");

    @Test
    void isByTheRulesBeforeTheFirstPromotion() {
        assertThat(seen(List.of(entry(1, ModelVersion.RULES, 0)), List.of()))
                .containsExactly("1 since 0 for import");
    }

    @Test
    void isOfAComingModelOnlyOnceItCounts() {
        List<Brief> entries =
                List.of(
                        entry(1, ModelVersion.RULES, 0),
                        entry(2, FIRST, 10),
                        entry(3, ModelVersion.RULES, 12),
                        entry(4, FIRST, 12),
                        entry(5, FIRST, 30));

        assertThat(seen(entries, List.of(promotion(1, FIRST, 20))))
                .containsExactly(
                        "1 since 0 for import",
                        "3 since 12 for import",
                        "4 since 20 for model",
                        "5 since 30 for import");
    }

    @Test
    void isOfTheModelBeforeAgainAfterARollback() {
        List<Brief> entries =
                List.of(entry(1, FIRST, 10), entry(2, SECOND, 30), entry(3, FIRST, 60));

        assertThat(
                        seen(
                                entries,
                                List.of(
                                        promotion(1, FIRST, 20),
                                        promotion(2, SECOND, 40),
                                        promotion(3, FIRST, 50))))
                .containsExactly(
                        "1 since 20 for model",
                        "2 since 40 for model",
                        "1 since 50 for model",
                        "3 since 60 for import");
    }

    /// The lead came after the promotion.
    @Test
    void beginsWithTheFirstEntryUnderTheModelThatCounts() {
        assertThat(
                        seen(
                                List.of(entry(1, SECOND, 90)),
                                List.of(promotion(1, FIRST, 20), promotion(2, SECOND, 40))))
                .containsExactly("1 since 90 for import");
    }

    @Test
    void isNothingOfModelsThatNeverCounted() {
        assertThat(seen(List.of(entry(1, SECOND, 90)), List.of())).isEmpty();
    }

    private static List<String> seen(List<Brief> entries, List<Promotion> promotions) {
        return Seen.of(entries, promotions).stream().map(SeenTest::words).toList();
    }

    private static String words(View view) {
        return "%d since %d for %s"
                .formatted(
                        view.entry().entry(),
                        view.since().getEpochSecond(),
                        view.cause().kind().name().toLowerCase(Locale.ROOT));
    }

    private static Brief entry(long number, ModelVersion model, long second) {
        return new Brief(
                number, model, Instant.ofEpochSecond(second), Cause.of(Cause.Kind.IMPORT), 50);
    }

    private static Promotion promotion(long number, ModelVersion model, long second) {
        return new Promotion(
                number, model, ModelVersion.RULES, "prox", Instant.ofEpochSecond(second));
    }
}
