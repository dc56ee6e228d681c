package io.prox.console.work;

import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.score;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.console.work.TestConsole.Client;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Permission;
import io.prox.platform.log.TestPublisher;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the work list says it has folded, as those ask who hold it against what was published.
class WorkBooksTest {
    private WorkspaceId workspace;
    private Client operator;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
        operator = TestConsole.key(workspace, Permission.SYSTEM_READ);
    }

    @Test
    void countEachFactOnceHoweverItComes() throws Exception {
        LeadFact first = lead(workspace, "1").changed();
        LeadFact newest = lead(workspace, "2").revision(3).changed();

        Folded.leads(first, lead(workspace, "1").revision(2).changed(), first);
        Folded.leads(
                lead(workspace, "2").changed(),
                newest,
                lead(workspace, "2").revision(2).changed(),
                newest);

        assertBooks(2, 2 + 3, 0);
    }

    @Test
    void keepCountOfLeadsThatAreDeletedOrPartOfAnother() throws Exception {
        LeadFact first = lead(workspace, "1").changed();
        Folded.leads(first, lead(workspace, "1").revision(2).deleted(), first);
        Folded.leads(
                lead(workspace, "2").changed(), lead(workspace, "2").revision(2).mergedInto("3"));

        assertBooks(2, 2 + 2, 0);
    }

    @Test
    void doNotTakeAScoreForALead() throws Exception {
        Folded.scores(score(workspace, "1", "rules", 40).changed());

        assertBooks(0, 0, 0);
    }

    @Test
    void missALeadWhoseRowIsGone() throws Exception {
        Folded.leads(lead(workspace, "1").changed(), lead(workspace, "2").changed());
        Folded.leads(lead(workspace, "2").revision(2).changed());
        assertBooks(2, 3, 0);

        TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql("DELETE FROM console.item WHERE lead_id = 'lead_2'")
                                        .update());

        assertBooks(1, 1, 0);
    }

    @Test
    void tellOfFactsThatTheLogHeldAndThatWereRejected() throws Exception {
        var broken = new LeadId("lead_broken");
        try (var log = new TestPublisher()) {
            log.publish(Topics.LEADS, Topics.key(workspace, broken), "{nonsense".getBytes(UTF_8));
        }
        TestConsole.publisher()
                .leads(lead(workspace, "1").changed(), lead(workspace, "2").changed());

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertBooks(2, 2, 1));
    }

    @Test
    void tellOfNothingThatWasReplayedOrThatOthersRejected() throws Exception {
        WorkspaceId other = TestConsole.newWorkspace();
        reject(workspace, "console-leads", 1, "NULL");
        reject(workspace, "console-leads", 2, "now()");
        reject(workspace, "console-scores", 3, "NULL");
        reject(other, "console-leads", 4, "NULL");

        assertBooks(0, 0, 1);
    }

    private static void reject(
            WorkspaceId workspace, String consumer, int number, String replayedAt) {
        TestConsole.database()
                .within(
                        workspace,
                        () ->
                                TestConsole.database()
                                        .sql()
                                        .sql(
                                                """
                                                INSERT INTO platform.rejected (workspace_id, rejected_id,
                                                    consumer, topic, partition, record_offset, problem,
                                                    detail, version, rejected_at, replayed_at)
                                                VALUES (:workspace, :id, :consumer, 'topic', 0, :number,
                                                    'INVALID_RECORD', 'is below 0', '1', now(), %s)
                                                """
                                                        .formatted(replayedAt))
                                        .param("workspace", workspace.value())
                                        .param("id", "rejected_" + number)
                                        .param("consumer", consumer)
                                        .param("number", number)
                                        .update());
    }

    private void assertBooks(int leads, int facts, int rejected) throws Exception {
        JsonNode books = operator.get("/v1/books/work");
        assertThat(books.get("leads").asInt()).as("leads").isEqualTo(leads);
        assertThat(books.get("facts").asInt()).as("facts").isEqualTo(facts);
        assertThat(books.get("rejected").asInt()).as("rejected").isEqualTo(rejected);
    }
}
