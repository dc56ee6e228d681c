package io.prox.learning.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A rising, continuous map from a model's log-odds to calibrated log-odds. Immutable.
public sealed interface Calibration {

    /// Calibrated log-odds.
    double apply(double logOdds);

    /// Calibrated copies.
    default double[] applyAll(double[] logOdds) {
        double[] result = new double[logOdds.length];
        for (int row = 0; row < result.length; row++) {
            result[row] = apply(logOdds[row]);
        }
        return result;
    }

    /// The method in words, for the model card.
    String words();

    /// Leaves log-odds as they are.
    record Identity() implements Calibration {
        @Override
        public double apply(double logOdds) {
            return logOdds;
        }

        @Override
        public String words() {
            return "none needed";
        }
    }

    /// A straight line (Platt, "Probabilistic outputs for support vector machines", 1999).
    ///
    /// @param slope above 0
    record Platt(double slope, double intercept) implements Calibration {
        @Override
        public double apply(double logOdds) {
            return slope * logOdds + intercept;
        }

        @Override
        public String words() {
            return "Platt scaling (a straight line in log-odds)";
        }
    }

    /// One slope for high and one for low probabilities (Kull, Silva Filho and Flach, "Beta
    /// calibration", AISTATS 2017): `high * ln p - low * ln(1 - p) + intercept`.
    ///
    /// @param high at least 0
    /// @param low at least 0
    record Beta(double high, double low, double intercept) implements Calibration {
        @Override
        public double apply(double logOdds) {
            return high * logProbability(logOdds) - low * logProbability(-logOdds) + intercept;
        }

        /// `ln p` of the probability with these log-odds.
        static double logProbability(double logOdds) {
            return logOdds >= 0
                    ? -Math.log(1 + Math.exp(-logOdds))
                    : logOdds - Math.log(1 + Math.exp(logOdds));
        }

        @Override
        public String words() {
            return "beta calibration (one slope for high, one for low probabilities)";
        }
    }

    /// A rising broken line through the blocks of an isotonic regression (Zadrozny and Elkan, KDD
    /// 2002; blocks by pool adjacent violators), straight between blocks so that no two different
    /// leads are tied by it.
    record Isotonic(Knots knots) implements Calibration {
        @Override
        public double apply(double logOdds) {
            return knots.at(logOdds);
        }

        @Override
        public String words() {
            return "isotonic regression (%d blocks)".formatted(knots.size());
        }
    }

    static void write(Calibration calibration, DataOutput output) throws IOException {
        switch (calibration) {
            case Identity _ -> output.writeByte(0);
            case Platt(double slope, double intercept) -> {
                output.writeByte(1);
                output.writeDouble(slope);
                output.writeDouble(intercept);
            }
            case Beta(double high, double low, double intercept) -> {
                output.writeByte(2);
                output.writeDouble(high);
                output.writeDouble(low);
                output.writeDouble(intercept);
            }
            case Isotonic(Knots knots) -> {
                output.writeByte(3);
                knots.write(output);
            }
        }
    }

    static Calibration read(DataInput input) throws IOException {
        int tag = input.readUnsignedByte();
        return switch (tag) {
            case 0 -> new Identity();
            case 1 -> new Platt(input.readDouble(), input.readDouble());
            case 2 -> new Beta(input.readDouble(), input.readDouble(), input.readDouble());
            case 3 -> new Isotonic(Knots.read(input));
            default -> throw new IOException("unknown calibration " + tag);
        };
    }
}
