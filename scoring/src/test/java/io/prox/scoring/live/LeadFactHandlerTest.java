package io.prox.scoring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadFact.LeadChanged;
import io.prox.contracts.LeadFact.LeadDeleted;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadProfile;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.Received;
import io.prox.scoring.ScoringConfiguration;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.ledger.Entries;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.ledger.LedgerEntry;
import io.prox.scoring.ledger.Scorekeeper;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What stands in the ledger of facts that were read together.
class LeadFactHandlerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Cause IMPORT = new Cause(Cause.Kind.IMPORT, "import_1");
    private static final Cause API = new Cause(Cause.Kind.API, "request_1");
    private static final Cause UNDO = new Cause(Cause.Kind.UNDO, "import_1");

    private static TestDatabase test;
    private static Ledger ledger;
    private static LeadFactHandler handler;

    @BeforeAll
    static void start() {
        test = new TestDatabase(ScoringConfiguration.NAME);
        Database database = test.database();
        var clock = new MutableClock(NOW);
        ledger = new Ledger(database);
        var engagements = new Engagements(database);
        handler =
                new LeadFactHandler(
                        database,
                        new LeadHistory(database, engagements),
                        engagements,
                        ledger,
                        new Champions(
                                database,
                                new Jobs(
                                        database,
                                        new Identifiers(clock, new SecureRandom()),
                                        clock)),
                        new ModelStore(database),
                        new Scorekeeper(
                                ledger,
                                engagements,
                                new Outbox(database, ScoringConfiguration.NAME),
                                clock));
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void eachFactOfABatchIsAnEntryWithItsOwnCause() {
        var workspace = new WorkspaceId("ws_causes");
        var ada = new LeadId("lead_ada");
        var bob = new LeadId("lead_bob");

        handle(
                changed(workspace, ada, 1, IMPORT, "Job title: seniority", "head"),
                changed(workspace, bob, 1, IMPORT, "Job title: seniority", "junior"),
                changed(workspace, ada, 2, API, "Job title: seniority", "director"),
                changed(workspace, ada, 3, UNDO, "Job title: seniority", "manager"));

        assertThat(entries(workspace, ada))
                .extracting(LedgerEntry::entry, LedgerEntry::cause)
                .containsExactly(tuple(3L, UNDO), tuple(2L, API), tuple(1L, IMPORT));
        assertThat(entries(workspace, ada)).extracting(LedgerEntry::score).doesNotHaveDuplicates();
        assertThat(entries(workspace, bob)).extracting(LedgerEntry::cause).containsExactly(IMPORT);
    }

    @Test
    void theLedgerIsTheSameHoweverTheLogIsCut() {
        var together = new WorkspaceId("ws_together");
        var apart = new WorkspaceId("ws_apart");
        var lead = new LeadId("lead_1");
        List<String> titles = List.of("head", "director", "director", "intern or student", "head");
        for (WorkspaceId workspace : List.of(together, apart)) {
            LeadFact[] facts = new LeadFact[titles.size()];
            for (int index = 0; index < facts.length; index++) {
                Cause cause = index % 2 == 0 ? IMPORT : API;
                facts[index] =
                        changed(
                                workspace,
                                lead,
                                index + 1,
                                cause,
                                "Job title: seniority",
                                titles.get(index));
            }
            if (workspace.equals(together)) {
                handle(facts);
            } else {
                for (LeadFact fact : facts) {
                    handle(fact);
                }
            }
        }

        assertThat(entries(together, lead))
                .hasSizeGreaterThan(3)
                .usingRecursiveComparison()
                .isEqualTo(entries(apart, lead));
    }

    @Test
    void aLeadThatChangesAndIsDeletedInOneBatchIsGone() {
        var workspace = new WorkspaceId("ws_gone");
        var lead = new LeadId("lead_1");

        handle(
                changed(workspace, lead, 1, IMPORT, "Job title: seniority", "head"),
                new LeadDeleted(
                        workspace, lead, 2, NOW, Cause.of(Cause.Kind.DELETION), Optional.empty()),
                changed(workspace, lead, 3, API, "Job title: seniority", "director"));

        assertThat(entries(workspace, lead)).isEmpty();
    }

    private static void handle(LeadFact... facts) {
        List<Received<LeadFact>> batch =
                List.of(facts).stream().map(fact -> new Received<>(fact, 0, 0)).toList();
        test.database().transaction(() -> handler.handle(batch));
    }

    private static List<LedgerEntry> entries(WorkspaceId workspace, LeadId lead) {
        return Entries.of(ledger, workspace, lead);
    }

    private static LeadFact changed(
            WorkspaceId workspace,
            LeadId lead,
            long revision,
            Cause cause,
            String column,
            String value) {
        return new LeadChanged(
                workspace,
                lead,
                revision,
                NOW,
                NOW,
                cause,
                new LeadProfile(
                        NOW, Map.of(column, value), Optional.empty(), List.of("CRM"), List.of()),
                Optional.empty(),
                List.of(column),
                Optional.empty());
    }
}
