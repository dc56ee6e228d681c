package io.prox.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.sealing.MasterKey;
import io.prox.platform.sealing.Sealing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    private static final WorkspaceId ONE = new WorkspaceId("ws_1");
    private static final WorkspaceId OTHER = new WorkspaceId("ws_2");

    @TempDir private Path folder;

    private final MutableClock clock =
            new MutableClock(Instant.parse("2026-03-02T09:00:00.123456789Z"));
    private TestDatabase test;
    private AuditLog log;

    @BeforeEach
    void start() {
        test = new TestDatabase();
        log =
                new AuditLog(
                        test.database(),
                        new Sealing(
                                test.database(),
                                MasterKey.readOrMake(folder.resolve("master.key")),
                                new SecureRandom(),
                                clock),
                        clock);
        for (int number = 1; number <= 20; number++) {
            append(ONE, number % 2 == 0 ? "lead.read" : "model.promoted");
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void showsTheNewestEntriesFirst() {
        assertThat(log.page(ONE, OptionalLong.empty(), AuditLog.Filter.NONE, 3))
                .extracting(AuditEntry::number)
                .containsExactly(20L, 19L, 18L);
        assertThat(log.page(ONE, OptionalLong.of(18), AuditLog.Filter.NONE, 2))
                .extracting(AuditEntry::number)
                .containsExactly(17L, 16L);
    }

    @Test
    void findsEntriesByWhatWasDone() {
        assertThat(log.page(ONE, OptionalLong.empty(), new AuditLog.Filter("model", "", ""), 100))
                .hasSize(10)
                .allSatisfy(entry -> assertThat(entry.action()).isEqualTo("model.promoted"));
    }

    @Test
    void keepsWorkspacesApart() {
        append(OTHER, "lead.read");

        assertThat(log.page(OTHER, OptionalLong.empty(), AuditLog.Filter.NONE, 100))
                .singleElement()
                .satisfies(entry -> assertThat(entry.number()).isEqualTo(1));
        assertThat(log.firstBroken(OTHER)).isEmpty();
    }

    @Test
    void isWholeAsItWasWritten() {
        assertThat(log.firstBroken(ONE)).isEmpty();
    }

    @Test
    void refusesToChangeAnEntry() {
        assertThatThrownBy(
                        () ->
                                test.database()
                                        .within(
                                                ONE,
                                                () -> {
                                                    test.database()
                                                            .sql()
                                                            .sql(
                                                                    """
                                                                    UPDATE platform.audit_entry
                                                                    SET actor = 'user_2'
                                                                    """)
                                                            .update();
                                                }))
                .hasStackTraceContaining("never changed or deleted");
    }

    @Test
    void locatesAnEntryThatWasChangedBehindItsBack() {
        tamper("UPDATE platform.audit_entry SET actor = 'user_2' WHERE number = 7");

        assertThat(log.firstBroken(ONE)).hasValue(7);
    }

    @Test
    void locatesAnEntryThatWasDeletedBehindItsBack() {
        tamper("DELETE FROM platform.audit_entry WHERE number = 7");

        assertThat(log.firstBroken(ONE)).hasValue(7);
    }

    @Test
    void locatesEntriesThatChangedPlacesBehindItsBack() {
        tamper(
                """
                UPDATE platform.audit_entry SET number = -7 WHERE number = 7;
                UPDATE platform.audit_entry SET number = 7 WHERE number = 8;
                UPDATE platform.audit_entry SET number = 8 WHERE number = -7
                """);

        assertThat(log.firstBroken(ONE)).hasValue(7);
    }

    @Test
    void missesEntriesThatWereCutOffTheEndAndGoesOnMissingThem() {
        tamper("DELETE FROM platform.audit_entry WHERE number > 17");

        assertThat(log.firstBroken(ONE)).hasValue(18);
        append(ONE, "lead.read");
        assertThat(log.firstBroken(ONE)).hasValue(18);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM platform.audit_head",
                "UPDATE platform.audit_head SET number = 17",
                """
                UPDATE platform.audit_head SET number = 17, hash =
                    (SELECT hash FROM platform.audit_entry WHERE number = 17)
                """
            })
    void missesThemWhateverIsDoneToTheHeadToo(String hiding) {
        tamper(hiding + "; DELETE FROM platform.audit_entry WHERE number > 17");

        assertThat(log.firstBroken(ONE)).hasValue(18);
        append(ONE, "lead.read");
        assertThat(log.firstBroken(ONE)).hasValue(18);
    }

    @Test
    void knowsALogThatWasWrittenAnewFromTheFirstEntryOn() {
        append(OTHER, "lead.read");
        tamper(
                """
                DELETE FROM platform.audit_entry WHERE workspace_id = 'ws_2';
                UPDATE platform.audit_head SET number = 0 WHERE workspace_id = 'ws_2'
                """);
        append(OTHER, "lead.deleted");

        assertThat(log.firstBroken(OTHER)).hasValue(1);
        assertThat(log.firstBroken(ONE)).isEmpty();
    }

    @Test
    void knowsAnEntryThatWasAddedBehindItsBack() {
        tamper(
                """
                INSERT INTO platform.audit_entry
                SELECT workspace_id, 21, at, actor, action, subject, detail, origin, hash
                FROM platform.audit_entry WHERE number = 20
                """);

        assertThat(log.firstBroken(ONE)).hasValue(21);
    }

    @Test
    void numbersEntriesWithoutGapsWhenManyAppendAtOnce() {
        IntStream.range(0, 40).parallel().forEach(number -> append(ONE, "lead.read"));

        assertThat(log.page(ONE, OptionalLong.empty(), AuditLog.Filter.NONE, 1))
                .extracting(AuditEntry::number)
                .containsExactly(60L);
        assertThat(log.firstBroken(ONE)).isEmpty();
    }

    private void append(WorkspaceId workspace, String action) {
        log.append(workspace, "user_1", action, "lead_1", Map.of("why", "a \"test\""), "192.0.2.0");
    }

    private void tamper(String statements) {
        test.asSuperuser(
                "ALTER TABLE platform.audit_entry DISABLE TRIGGER append_only; " + statements);
    }
}
