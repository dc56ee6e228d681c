package io.prox.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyTest {
    @Test
    void saysHowManyLeadsAreMissing() {
        Study study = study(leads(80, 40));

        assertThatThrownBy(study::requireEnough)
                .isInstanceOf(LearningException.class)
                .hasMessage(
                        "Only 80 leads have an outcome in 'Converted'; learning needs at least 100, so 20 are missing.");
    }

    @Test
    void saysHowManyOfTheRarerKindAreMissing() {
        assertThatThrownBy(study(leads(300, 13))::requireEnough)
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("Only 13 leads converted in 'Converted'")
                .hasMessageContaining("so 7 are missing");
        assertThatThrownBy(study(leads(300, 295))::requireEnough)
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("Only 5 leads did not convert")
                .hasMessageContaining("so 15 are missing");
    }

    @Test
    void countsOpenLeadsNeitherWay() {
        Leads leads = leads(130, 60).openFrom(90);

        assertThatThrownBy(study(leads)::requireEnough)
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("Only 90 leads have an outcome");
        assertThat(study(leads).openRows()).isEqualTo(40);
    }

    @Test
    void asksForAColumnToLearnFrom() {
        Leads leads = Leads.of(200, 0).converting((row, _) -> row % 2 == 0 ? 9 : -9);

        assertThatThrownBy(study(leads)::requireEnough)
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("No column is left to learn from")
                .hasMessageContaining("--kind");
    }

    @Test
    void isContentWithTheFewestThatProveSomething() {
        Study study = study(leads(Learner.FEWEST_LEADS, Learner.FEWEST_OF_A_KIND));

        study.requireEnough();

        assertThat(study.converted(study.rows())).isEqualTo(20);
    }

    @Test
    void putsRowsInTimeAndThoseWithoutATimeFirst() {
        Leads leads =
                leads(120, 60)
                        .date("created", (row, _) -> row == 7 ? Double.NaN : 200 - row)
                        .inOrderOf("created");
        Study study = study(leads);

        int[] ordered = study.inTime(study.rows());

        assertThat(ordered[0]).isEqualTo(7);
        assertThat(ordered[1]).isEqualTo(119);
        assertThat(ordered[119]).isZero();
    }

    @Test
    void cutsBetweenDaysAndNotWithinOne() {
        Leads leads =
                leads(120, 60)
                        .date("created", (row, _) -> Math.floor(row / 50.0))
                        .inOrderOf("created");
        Study study = study(leads);
        int[] ordered = study.inTime(study.rows());

        assertThat(study.cutInTime(ordered, 0.75)).isEqualTo(100);
        assertThat(study.cutInTime(ordered, 0.5)).isEqualTo(50);
    }

    private static Study study(Leads leads) {
        return new Study(leads.task());
    }

    /// Leads of which the first ones converted.
    private static Leads leads(int rows, int converted) {
        byte[] outcomes = new byte[rows];
        IntStream.range(0, converted).forEach(row -> outcomes[row] = 1);
        return Leads.of(rows, 0).number("visits", (row, _) -> row % 7).outcomes(outcomes);
    }
}
