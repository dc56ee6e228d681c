package io.prox.console.work.list;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.promoted;
import static io.prox.console.work.Facts.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.Colleagues;
import io.prox.console.work.Folded;
import io.prox.console.work.Grading;
import io.prox.console.work.TestConsole;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.MutableClock;
import io.prox.platform.access.Caller;
import io.prox.platform.sealing.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What depends on the time at which somebody looks.
class DayAgoTest {
    private final MutableClock clock = new MutableClock(MONDAY);
    private final WorkList list =
            new WorkList(
                    TestConsole.database(),
                    TestConsole.part(Sealing.class),
                    TestConsole.part(Colleagues.class),
                    TestConsole.part(Grading.class),
                    clock);
    private WorkspaceId workspace;

    @BeforeEach
    void makeWorkspace() {
        workspace = TestConsole.newWorkspace();
    }

    @Test
    void tellsTheScoreOfADayAgo() {
        Folded.leads(lead(workspace, "1").changed());
        Folded.scores(score(workspace, "1", "rules", 10).entry(1).at(hour(0)).changed());
        Folded.scores(score(workspace, "1", "rules", 20).entry(2).at(hour(10)).changed());
        Folded.scores(score(workspace, "1", "rules", 30).entry(3).at(hour(30)).changed());
        Folded.scores(score(workspace, "1", "rules", 40).entry(4).at(hour(31)).changed());

        assertThat(previous(hour(23))).isEmpty();
        assertThat(previous(hour(24))).contains(10);
        assertThat(previous(hour(34))).contains(20);
        assertThat(previous(hour(54))).contains(30);
        assertThat(previous(hour(80))).contains(40);
    }

    @Test
    void tellsWhatAnotherModelShowedADayAgo() {
        Folded.leads(lead(workspace, "1").changed());
        Folded.scores(score(workspace, "1", "rules", 10).entry(1).at(hour(0)).changed());
        Folded.scores(score(workspace, "1", "a", 70).entry(2).at(hour(40)).changed());
        Folded.scores(promoted(workspace, "a", 1, hour(41)));

        assertThat(list.find(workspace, lead1()).orElseThrow().score()).contains(70);
        assertThat(previous(hour(41))).contains(10);
        assertThat(previous(hour(64))).contains(10);
        assertThat(previous(hour(65))).contains(70);
    }

    @Test
    void findsLeadsByTheirAge() {
        Folded.leads(lead(workspace, "1").createdAt(hour(0)).changed());
        Folded.leads(lead(workspace, "2").createdAt(hour(48)).changed());

        assertThat(total(hour(48), 1)).isEqualTo(1);
        assertThat(total(hour(48), 2)).isEqualTo(2);
        assertThat(total(hour(73), 1)).isZero();
    }

    private int total(Instant at, int days) {
        set(at);
        var caller = new Caller(workspace, "user_1", Set.of(), "session_1", false, "");
        WorkFilter filter = Parameters.ofLink("/work?created=%dd".formatted(days), caller);
        return list.page(workspace, new WorkQuery(filter, Sort.USUAL, Optional.empty(), 10))
                .total();
    }

    private Optional<Integer> previous(Instant at) {
        set(at);
        return list.find(workspace, lead1()).orElseThrow().previousScore();
    }

    private static LeadId lead1() {
        return new LeadId("lead_1");
    }

    private void set(Instant at) {
        clock.advance(Duration.between(clock.instant(), at));
    }

    private static Instant hour(int number) {
        return MONDAY.plus(Duration.ofHours(number));
    }
}
