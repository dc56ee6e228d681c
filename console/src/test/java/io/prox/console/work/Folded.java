package io.prox.console.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.folding.LeadFolding;
import io.prox.console.work.folding.ScoreFolding;
import io.prox.contracts.LeadFact;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.ScoreFact.ModelPromoted;
import io.prox.contracts.Topics;
import io.prox.platform.log.Received;
import java.util.List;

/// Facts that a test has folded at once, without waiting for a log.
public final class Folded {
    private Folded() {}

    public static void leads(LeadFact... facts) {
        for (LeadFact fact : facts) {
            TestConsole.database()
                    .transaction(
                            () -> {
                                assertThat(
                                                TestConsole.part(LeadFolding.class)
                                                        .handle(
                                                                List.of(
                                                                        new Received<>(
                                                                                fact, 0, 0))))
                                        .hasSize(1);
                            });
        }
    }

    /// A promotion is met on every partition.
    public static void scores(ScoreFact... facts) {
        for (ScoreFact fact : facts) {
            int partitions = fact instanceof ModelPromoted ? Topics.SCORES.partitions() : 1;
            for (int partition = 0; partition < partitions; partition++) {
                score(fact, partition);
            }
        }
    }

    private static void score(ScoreFact fact, int partition) {
        TestConsole.database()
                .transaction(
                        () -> {
                            assertThat(
                                            TestConsole.part(ScoreFolding.class)
                                                    .handle(
                                                            List.of(
                                                                    new Received<>(
                                                                            fact, partition, 0))))
                                    .hasSize(1);
                        });
    }
}
