package io.prox.console.work.acts;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.Qualifier;
import io.prox.console.work.Status;
import io.prox.console.work.acts.Deciding.Decision;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecidingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Actor ADA = new Actor("user_ada", true, false);
    private static final Actor BOB = new Actor("user_bob", true, false);
    private static final Actor CHIEF = new Actor("user_chief", true, true);
    private static final Actor PROGRAM = new Actor("key_1", false, false);
    private static final WorkState FRESH = WorkState.untouched(Optional.empty());

    @Test
    void whoClaimsAFreeLeadHasIt() {
        WorkState state = changed(FRESH, new Act.Claim(), ADA);

        assertThat(state.owner()).contains("user_ada");
        assertThat(state.status()).isEqualTo(Status.CLAIMED);
        assertThat(state.version()).isEqualTo(1);
        assertThat(state.changedAt()).contains(NOW);
        assertThat(Deciding.decide(state, new Act.Claim(), ADA, NOW))
                .isEqualTo(new Decision.Unchanged());
    }

    @Test
    void whoIsSlowerIsTold() {
        WorkState adas = changed(FRESH, new Act.Claim(), ADA);

        assertThat(refused(adas, new Act.Claim(), BOB)).contains("user_ada");
        assertThat(refused(adas, new Act.Claim(), CHIEF)).contains("user_ada");
        assertThat(refused(FRESH, new Act.Claim(), PROGRAM)).contains("key owns no leads");
    }

    @Test
    void aLeadIsGivenBackByItsOwnerOrWhoMayAssign() {
        WorkState adas = changed(FRESH, new Act.Claim(), ADA);

        assertThat(refused(adas, new Act.Release(), BOB)).contains("user_ada");
        for (Actor actor : new Actor[] {ADA, CHIEF}) {
            WorkState free = changed(adas, new Act.Release(), actor);
            assertThat(free.owner()).isEmpty();
            assertThat(free.status()).isEqualTo(Status.NEW);
        }
        assertThat(Deciding.decide(FRESH, new Act.Release(), BOB, NOW))
                .isEqualTo(new Decision.Unchanged());
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"CONTACTED", "QUALIFIED"})
    void whatWasDoneStaysWhenALeadChangesHands(Status status) {
        WorkState worked = changed(FRESH, set(status), ADA);

        assertThat(changed(worked, new Act.Release(), ADA).status()).isEqualTo(status);
        WorkState bobs = changed(worked, new Act.Assign("user_bob"), CHIEF);
        assertThat(bobs.status()).isEqualTo(status);
        assertThat(bobs.owner()).contains("user_bob");
    }

    @Test
    void whoWorksOnAFreeLeadTakesIt() {
        assertThat(changed(FRESH, set(Status.CONTACTED), ADA).owner()).contains("user_ada");
        assertThat(changed(FRESH, set(Status.CONTACTED), PROGRAM).owner()).isEmpty();
        assertThat(changed(FRESH, disqualified(Reason.BAD_DATA), ADA).owner()).isEmpty();
    }

    @Test
    void nobodySetsTheStatusOfAnothersLeadUnlessTheyMayAssign() {
        WorkState adas = changed(FRESH, new Act.Claim(), ADA);

        assertThat(refused(adas, set(Status.CONTACTED), BOB)).contains("user_ada");
        WorkState contacted = changed(adas, set(Status.CONTACTED), CHIEF);
        assertThat(contacted.owner()).contains("user_ada");
    }

    @Test
    void remembersWhoQualifiedALead() {
        WorkState qualified = changed(FRESH, set(Status.QUALIFIED), ADA);
        assertThat(qualified.qualifiedBy()).contains(Qualifier.PERSON);
        assertThat(qualified.qualifiedAt()).contains(NOW);

        assertThat(changed(qualified, set(Status.CONTACTED), ADA).qualifiedBy())
                .contains(Qualifier.PERSON);
        assertThat(changed(qualified, disqualified(Reason.NO_NEED), ADA).qualifiedBy()).isEmpty();
        assertThat(changed(qualified, set(Status.NEW), ADA).qualifiedAt()).isEmpty();
    }

    @Test
    void aDisqualifiedLeadThatSomebodyTakesIsGivenAnotherChance() {
        WorkState disqualified = changed(FRESH, disqualified(Reason.NO_BUDGET), ADA);
        assertThat(disqualified.reason()).contains(Reason.NO_BUDGET);

        WorkState again = changed(disqualified, new Act.Claim(), BOB);

        assertThat(again.status()).isEqualTo(Status.CLAIMED);
        assertThat(again.reason()).isEmpty();
    }

    @Test
    void keepsWhatIsSaidAnewThoughTheStatusStays() {
        WorkState contacted = changed(FRESH, set(Status.CONTACTED), ADA);

        assertThat(Deciding.decide(contacted, set(Status.CONTACTED), ADA, NOW))
                .isEqualTo(new Decision.Unchanged());
        assertThat(
                        changed(
                                        contacted,
                                        new Act.SetStatus(
                                                Status.CONTACTED,
                                                Optional.empty(),
                                                Optional.of("calls back")),
                                        ADA)
                                .version())
                .isEqualTo(contacted.version() + 1);
    }

    @ParameterizedTest
    @CsvSource({"won", "lost"})
    void theOutcomeComesBeforeWhatPeopleSet(String outcome) {
        WorkState ended = WorkState.untouched(Optional.of(outcome));

        assertThat(refused(ended, set(Status.CONTACTED), ADA)).contains(outcome);
        assertThat(changed(ended, new Act.Assign("user_bob"), CHIEF).owner()).contains("user_bob");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"CONVERTED", "LOST"})
    void nobodySetsWhatFollowsTheOutcome(Status status) {
        assertThat(refused(FRESH, set(status), CHIEF)).contains("outcome");
    }

    private static Act.SetStatus set(Status status) {
        return new Act.SetStatus(status, Optional.empty(), Optional.empty());
    }

    private static Act.SetStatus disqualified(Reason reason) {
        return new Act.SetStatus(Status.DISQUALIFIED, Optional.of(reason), Optional.empty());
    }

    private static WorkState changed(WorkState state, Act act, Actor actor) {
        Decision decision = Deciding.decide(state, act, actor, NOW);
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return ((Decision.Changed) decision).state();
    }

    private static String refused(WorkState state, Act act, Actor actor) {
        Decision decision = Deciding.decide(state, act, actor, NOW);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).detail();
    }
}
