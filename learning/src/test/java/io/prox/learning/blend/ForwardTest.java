package io.prox.learning.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prox.learning.calibration.Calibration;
import io.prox.learning.calibration.Calibration.Identity;
import io.prox.learning.calibration.Calibration.Platt;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What is chosen by predicting later rows from earlier ones, and by cross-validation alone.
class ForwardTest {
    private static final Weights EXACT = new Weights(1, 0, 0);
    private static final Calibration CROSSED = new Identity();

    @Test
    void weighsThePartThatIsRightTheMoreTheMoreRowsSaySo() {
        Weights few = Weights.choose(held(40, 1, 1, true));
        Weights many = Weights.choose(held(20_000, 1, 1, true));

        assertThat(few.exact()).isBetween(0.3, 0.95);
        assertThat(many.exact()).isGreaterThan(0.95).isGreaterThan(few.exact());
        assertThat(few.exact() + few.random() + few.linear()).isCloseTo(1, within(1e-12));
    }

    @Test
    void takesOtherWeightsWhereTheyWinInEverySplit() {
        Weights chosen =
                Weights.chooseForward(
                        List.of(
                                held(2_000, 1, 1, false),
                                held(2_000, 2, 1, false),
                                held(2_000, 3, 1, false)),
                        EXACT);

        assertThat(chosen.linear()).isGreaterThan(0.8);
    }

    @Test
    void keepsTheWeightsWhereOneSplitDisagrees() {
        Weights chosen =
                Weights.chooseForward(
                        List.of(
                                held(2_000, 1, 1, false),
                                held(2_000, 2, 1, false),
                                held(500, 3, 1, true)),
                        EXACT);

        assertThat(chosen).isEqualTo(EXACT);
    }

    @Test
    void takesALineThatServesEveryLaterSplitBetter() {
        Calibration chosen =
                ForwardCalibration.choose(
                        CROSSED,
                        List.of(
                                held(3_000, 1, 0.7, true),
                                held(3_000, 2, 0.7, true),
                                held(3_000, 3, 0.7, true)),
                        EXACT);

        assertThat(chosen).isInstanceOf(Platt.class);
        assertThat(((Platt) chosen).slope()).isCloseTo(0.7, within(0.08));
    }

    @Test
    void keepsTheCalibrationWhereOneSplitDisagrees() {
        assertThat(
                        ForwardCalibration.choose(
                                CROSSED,
                                List.of(
                                        held(3_000, 1, 0.7, true),
                                        held(3_000, 2, 0.7, true),
                                        held(3_000, 3, 1, true)),
                                EXACT))
                .isSameAs(CROSSED);
    }

    /// A line that flat would give every lead nearly the same probability.
    @Test
    void doesNotCalibrateALostRankingAway() {
        assertThat(
                        ForwardCalibration.choose(
                                CROSSED,
                                List.of(
                                        held(3_000, 1, 0.1, true),
                                        held(3_000, 2, 0.1, true),
                                        held(3_000, 3, 0.1, true)),
                                EXACT))
                .isSameAs(CROSSED);
    }

    /// Held-back rows of which one part knows the log-odds and the other two know nothing.
    ///
    /// @param slope the true log-odds are the part's times this
    /// @param exactKnows whether the exact trees know them, else the regression does
    private static Held held(int rows, long seed, double slope, boolean exactKnows) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[rows];
        double[] known = new double[rows];
        double[] idle = new double[rows];
        double[] other = new double[rows];
        for (int row = 0; row < rows; row++) {
            known[row] = 1.5 * random.nextGaussian();
            idle[row] = random.nextGaussian();
            other[row] = random.nextGaussian();
            double probability = 1 / (1 + Math.exp(-slope * known[row]));
            labels[row] = (byte) (random.nextDouble() < probability ? 1 : 0);
        }
        return new Held(
                new int[rows],
                labels,
                exactKnows ? known : other,
                idle,
                exactKnows ? other : known);
    }
}
