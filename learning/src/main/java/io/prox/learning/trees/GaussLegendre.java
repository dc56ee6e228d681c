package io.prox.learning.trees;

/// Gauss-Legendre quadrature over [0, 1]: with n points, exact for polynomials below degree 2 n.
///
/// Points are the roots of the Legendre polynomial, by Newton's method from Tricomi's approximation
/// (Abramowitz and Stegun, "Handbook of Mathematical Functions", 22.16.6 and 25.4.29).
final class GaussLegendre {
    final double[] nodes;

    final double[] weights;

    private GaussLegendre(int count) {
        nodes = new double[count];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 0;
            // Converges quadratically; the last rounds only polish.
            for (int round = 0; round < 8; round++) {
                double before = 0;
                double value = 1;
                for (int degree = 1; degree <= count; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
                    before = value;
                    value = next;
                }
                slope = count * (x * value - before) / (x * x - 1);
                x -= value / slope;
            }
            // From [-1, 1] to [0, 1].
            nodes[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    static GaussLegendre points(int count) {
        return new GaussLegendre(count);
    }

    int points() {
        return nodes.length;
    }
}
