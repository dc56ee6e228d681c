package io.prox.learning.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussLegendreTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 35, 130})
    void integratesPolynomialsExactly(int count) {
        GaussLegendre rule = GaussLegendre.points(count);

        for (int degree = 0; degree < 2 * count; degree++) {
            double sum = 0;
            for (int point = 0; point < count; point++) {
                sum += rule.weights[point] * Math.pow(rule.nodes[point], degree);
            }
            assertThat(sum).as("degree %d", degree).isCloseTo(1.0 / (degree + 1), within(1e-14));
        }
    }
}
