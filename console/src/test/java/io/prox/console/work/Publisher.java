package io.prox.console.work;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.ScoreFact.ModelPromoted;
import io.prox.contracts.ScoreFact.ScoreChanged;
import io.prox.contracts.Topics;
import io.prox.platform.database.Database;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.OutboxRelay;
import io.prox.platform.log.TestLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Publishes facts as components do: laid in a transaction, relayed to the log in order.
public final class Publisher implements AutoCloseable {
    private static final String COMPONENT = "tests";

    private final Database database;
    private final Outbox outbox;
    private final OutboxRelay relay;

    public Publisher(Database database) {
        this.database = database;
        this.outbox = new Outbox(database, COMPONENT);
        this.relay =
                new OutboxRelay(
                        database.source(),
                        TestLog.settings(),
                        COMPONENT,
                        new SimpleMeterRegistry());
        relay.start();
    }

    public void leads(LeadFact... facts) {
        leads(List.of(facts));
    }

    public void leads(Collection<? extends LeadFact> facts) {
        lay(
                facts.stream()
                        .map(
                                fact ->
                                        Message.of(
                                                Topics.LEADS,
                                                Topics.key(fact.workspace(), fact.lead()),
                                                FactJson.LEADS.encode(fact)))
                        .toList());
    }

    public void scores(ScoreFact... facts) {
        scores(List.of(facts));
    }

    /// A promotion is laid on every partition, as it must be.
    public void scores(Collection<? extends ScoreFact> facts) {
        var messages = new ArrayList<Message>();
        for (ScoreFact fact : facts) {
            byte[] value = FactJson.SCORES.encode(fact);
            switch (fact) {
                case ScoreChanged changed ->
                        messages.add(
                                Message.of(
                                        Topics.SCORES,
                                        Topics.key(changed.workspace(), changed.lead()),
                                        value));
                case ModelPromoted promoted -> {
                    for (int partition = 0; partition < Topics.SCORES.partitions(); partition++) {
                        messages.add(
                                Message.of(
                                        Topics.SCORES,
                                        partition,
                                        promoted.workspace().value() + "/",
                                        value));
                    }
                }
            }
        }
        lay(messages);
    }

    private void lay(List<Message> messages) {
        database.transaction(() -> outbox.append(messages));
    }

    @Override
    public void close() {
        relay.close();
    }
}
