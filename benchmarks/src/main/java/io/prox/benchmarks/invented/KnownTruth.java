package io.prox.benchmarks.invented;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Leads of a [World], whose true probability is known: 30 columns, of which 26 are numbers (evenly
/// spread, skewed, counts), one is a category of 200 levels and three are of few.
///
/// Ten of the numbers count: some evenly, some beyond a threshold, some at both ends alike, some
/// only together. Two of those are missing more often where they are high or low, and being missing
/// says so much by itself. The other sixteen say nothing. The truth is a function of what the file
/// shows, after rounding and with missing values missing: no model can know more.
public final class KnownTruth {
    /// Name of the outcome's column.
    public static final String TARGET = "converted";

    private static final int NUMBERS = 26;
    private static final List<Scale> SCALES = List.of(Scale.values());
    private static final int MANY = 200;
    private static final int[] FEW = {4, 7, 12};

    private final Sheet sheet;
    private final double[] probability;
    private final boolean[] converted;

    private KnownTruth(Sheet sheet, double[] probability, boolean[] converted) {
        this.sheet = sheet;
        this.probability = probability;
        this.converted = converted;
    }

    /// @param draw which leads of the world: other draws give other leads of the same truth
    public static KnownTruth generate(World world, int rows, long draw) {
        return new Laws(world).draw(rows, draw);
    }

    public int rows() {
        return probability.length;
    }

    public double probability(int row) {
        return probability[row];
    }

    public boolean converted(int row) {
        return converted[row];
    }

    /// The ROC-AUC to expect of a ranking, over all outcomes that these leads might have had: free
    /// of the luck of the ones drawn. The truth itself gives the best possible.
    ///
    /// @param scores one a row, higher for more likely
    public double rocAuc(double[] scores) {
        if (scores.length != rows()) {
            throw new IllegalArgumentException(
                    "%d scores for %d leads".formatted(scores.length, rows()));
        }
        return ExpectedRanking.rocAuc(scores, probability);
    }

    public double bestRocAuc() {
        return rocAuc(probability);
    }

    /// Writes the leads as CSV, in UTF-8, with their outcome (`yes`, `no`) last.
    public void write(Path file) throws IOException {
        sheet.write(file, sheet.names());
    }

    /// Writes the leads as CSV, in UTF-8, without their outcome.
    public void writeOpen(Path file) throws IOException {
        sheet.write(file, sheet.names().stream().filter(name -> !name.equals(TARGET)).toList());
    }

    /// What is fixed in a world.
    private static final class Laws {
        private static final int TRIED = 20_000;

        private final World world;
        private final int[] place; // of each part, among the numbers
        private final double[] manyEffect;
        private final double[] manyShare;
        private final double[][] fewEffect;
        private final double base;

        Laws(World world) {
            this.world = world;
            SplittableRandom random = new SplittableRandom(world.seed());
            List<Integer> places = new ArrayList<>(IntStream.range(0, NUMBERS).boxed().toList());
            Collections.shuffle(places, new Random(world.seed()));
            place = places.stream().mapToInt(Integer::intValue).toArray();
            manyEffect = gaussians(random, MANY, world.manyLevel());
            manyShare = Arrays.stream(gaussians(random, MANY, 1)).map(Math::exp).toArray();
            fewEffect = new double[FEW.length][];
            for (int category = 0; category < FEW.length; category++) {
                fewEffect[category] = gaussians(random, FEW[category], world.level());
            }
            base = baseFor(world.rate());
        }

        private static double[] gaussians(SplittableRandom random, int count, double deviation) {
            return IntStream.range(0, count)
                    .mapToDouble(_ -> deviation * random.nextGaussian())
                    .toArray();
        }

        /// The constant that gives the wanted rate, by halving.
        private double baseFor(double rate) {
            SplittableRandom random = new SplittableRandom(world.seed() + 1);
            double[] logOdds =
                    IntStream.range(0, TRIED)
                            .mapToDouble(_ -> new Lead(random).logOdds())
                            .toArray();
            double low = -10;
            double high = 10;
            for (int step = 0; step < 50; step++) {
                double middle = (low + high) / 2;
                double found =
                        Arrays.stream(logOdds)
                                .map(z -> sigmoid(middle + z))
                                .average()
                                .orElseThrow();
                if (found < rate) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        KnownTruth draw(int rows, long draw) {
            SplittableRandom random = new SplittableRandom(31 * draw + world.seed());
            Sheet sheet = new Sheet(rows);
            String[][] numbers = new String[NUMBERS][];
            for (int column = 0; column < NUMBERS; column++) {
                numbers[column] = sheet.add("number " + (column + 1));
            }
            String[] many = sheet.add("many");
            String[][] few = new String[FEW.length][];
            for (int category = 0; category < few.length; category++) {
                few[category] = sheet.add("few " + (category + 1));
            }
            String[] outcome = sheet.add(TARGET);
            double[] probability = new double[rows];
            boolean[] converted = new boolean[rows];
            for (int row = 0; row < rows; row++) {
                Lead lead = new Lead(random);
                for (int column = 0; column < NUMBERS; column++) {
                    numbers[column][row] = lead.cells[column];
                }
                many[row] = "M" + lead.many;
                for (int category = 0; category < few.length; category++) {
                    few[category][row] = "F" + lead.few[category];
                }
                probability[row] = sigmoid(base + lead.logOdds());
                converted[row] = random.nextDouble() < probability[row];
                outcome[row] = converted[row] ? "yes" : "no";
            }
            return new KnownTruth(sheet, probability, converted);
        }

        private static double sigmoid(double logOdds) {
            return 1 / (1 + Math.exp(-logOdds));
        }

        /// One lead, with the constant still to be added to its log-odds.
        private final class Lead {
            private final String[] cells = new String[NUMBERS];

            /// Where each number stands: about normal, `NaN` where it is missing.
            private final double[] standing = new double[NUMBERS];

            private final int many;
            private final int[] few = new int[FEW.length];

            Lead(SplittableRandom random) {
                for (int column = 0; column < NUMBERS; column++) {
                    Scale scale = SCALES.get(column % SCALES.size());
                    double value = scale.value(random.nextGaussian());
                    cells[column] = scale.cell(value);
                    standing[column] = scale.standing(value);
                }
                hide(0, part(0) > 0.5 && random.nextDouble() < 0.5);
                hide(3, part(3) < 0 && random.nextDouble() < 0.3);
                hide(12, random.nextDouble() < 0.1);
                many = pick(manyShare, random);
                for (int category = 0; category < FEW.length; category++) {
                    few[category] = random.nextInt(FEW[category]);
                }
            }

            private double part(int part) {
                return standing[place[part]];
            }

            private void hide(int part, boolean hidden) {
                if (hidden) {
                    cells[place[part]] = "";
                    standing[place[part]] = Double.NaN;
                }
            }

            double logOdds() {
                double z = manyEffect[many];
                for (int category = 0; category < FEW.length; category++) {
                    z += fewEffect[category][few[category]];
                }
                z += world.slope() * (Double.isNaN(part(0)) ? 1.5 : part(0));
                z -= world.slope() * part(1);
                z += world.slope() * part(2);
                z += part(3) > 0.6 ? world.step() : 0; // a missing one is below
                z -= part(4) < -0.8 ? world.step() : 0;
                z += Math.abs(part(5)) > 1 ? world.bend() : 0;
                z += part(6) > 0 ? world.step() : 0;
                z += part(7) > 0 && part(8) > 0 ? world.pair() : 0;
                z += few[0] % 2 == 0 && part(9) > 0 ? world.pair() : 0;
                return z;
            }

            private static int pick(double[] shares, SplittableRandom random) {
                double at = random.nextDouble() * Arrays.stream(shares).sum();
                for (int index = 0; index < shares.length; index++) {
                    at -= shares[index];
                    if (at < 0) {
                        return index;
                    }
                }
                return shares.length - 1;
            }
        }
    }

    /// How a number that stands somewhere on a normal scale looks in the file.
    private enum Scale {
        EVEN {
            @Override
            double value(double standing) {
                return Math.round(standing * 1000) / 1000.0;
            }

            @Override
            double standing(double value) {
                return value;
            }
        },
        SKEWED {
            @Override
            double value(double standing) {
                return Math.max(1, Math.round(2000 * Math.exp(standing))) / 100.0;
            }

            @Override
            double standing(double value) {
                return Math.log(value / 20);
            }
        },
        COUNT {
            @Override
            double value(double standing) {
                return Math.floor(8 * Math.exp(0.7 * standing));
            }

            @Override
            double standing(double value) {
                return Math.log((value + 0.5) / 8) / 0.7;
            }
        };

        abstract double value(double standing);

        abstract double standing(double value);

        String cell(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }
}
