package io.prox.benchmarks.invented;

import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;

/// What a column looks like that was filled in after the outcome, or derived from it.
public enum Leak {
    /// The outcome in other words, 3 of 100 wrong.
    COPY_3_PERCENT_WRONG {
        @Override
        String cell(boolean converted, Draws draws) {
            return draws.flipped(converted, 0.03) ? "north" : "south";
        }
    },
    COPY_8_PERCENT_WRONG {
        @Override
        String cell(boolean converted, Draws draws) {
            return draws.flipped(converted, 0.08) ? "1" : "0";
        }
    },
    COPY_14_PERCENT_WRONG {
        @Override
        String cell(boolean converted, Draws draws) {
            return draws.flipped(converted, 0.14) ? "A" : draws.random.nextBoolean() ? "B" : "C";
        }
    },
    COPY_20_PERCENT_WRONG {
        @Override
        String cell(boolean converted, Draws draws) {
            return draws.flipped(converted, 0.20) ? "true" : "false";
        }
    },
    /// A contract's number: for six of ten who converted, for nobody else.
    FILLED_FOR_60_PERCENT_OF_CONVERTED {
        @Override
        String cell(boolean converted, Draws draws) {
            return converted && draws.happens(0.6) ? Integer.toString(draws.between(10, 99)) : "";
        }
    },
    /// For three of ten who converted, for nobody else.
    FILLED_FOR_30_PERCENT_OF_CONVERTED {
        @Override
        String cell(boolean converted, Draws draws) {
            return converted && draws.happens(0.3) ? "T" + draws.between(1, 4) : "";
        }
    },
    /// For most who converted, and by mistake for 2 of 100 others.
    FILLED_FOR_MOST_CONVERTED_AND_A_FEW_OTHERS {
        @Override
        String cell(boolean converted, Draws draws) {
            return draws.happens(converted ? 0.7 : 0.02) ? "P" + draws.between(1, 6) : "";
        }
    },
    /// Where the lead stands in the pipeline: the last two stages are hardly reached without
    /// converting.
    STAGE {
        @Override
        String cell(boolean converted, Draws draws) {
            return "S"
                    + (converted
                            ? draws.happens(0.85) ? draws.between(5, 6) : draws.between(3, 4)
                            : draws.happens(0.95) ? draws.between(1, 4) : draws.between(5, 6));
        }
    },
    /// A tag set by sales: of twelve, some mean lost, some won, some either.
    TAG {
        @Override
        String cell(boolean converted, Draws draws) {
            if (draws.happens(0.35)) {
                return "G" + draws.between(1, 4);
            }
            return "G" + (converted ? draws.between(5, 7) : draws.between(8, 12));
        }
    },
    /// Zero for all who did not convert.
    AMOUNT_ZERO_FOR_LOST {
        @Override
        String cell(boolean converted, Draws draws) {
            return converted ? Integer.toString(draws.between(200, 9_000)) : "0";
        }
    },
    /// Zero for all who did not convert and for a quarter of those who did.
    AMOUNT_ZERO_FOR_LOST_AND_SOME_WON {
        @Override
        String cell(boolean converted, Draws draws) {
            return converted && draws.happens(0.75)
                    ? Integer.toString(draws.between(20, 900))
                    : "0";
        }
    },
    /// The day of signing: filled in for nearly all who converted, for nobody else.
    DATE_OF_SIGNING {
        @Override
        String cell(boolean converted, Draws draws) {
            return converted && draws.happens(0.95)
                    ? draws.created.plusDays(draws.between(5, 60)).toString()
                    : "";
        }
    },
    /// The day of the last contact: filled in for all who converted and for 12 of 100 others.
    DATE_OF_LAST_CONTACT {
        @Override
        String cell(boolean converted, Draws draws) {
            return draws.happens(converted ? 1 : 0.12)
                    ? draws.created.plusDays(draws.between(1, converted ? 120 : 40)).toString()
                    : "";
        }
    },
    /// Given for seven of ten who did not convert.
    REASON_OF_LOSS {
        @Override
        String cell(boolean converted, Draws draws) {
            return !converted && draws.happens(0.7) ? "R" + draws.between(1, 5) : "";
        }
    },
    /// Given for all who did not convert; `K0` for the others and for 3 of 100 of those.
    REASON_OF_LOSS_FOR_ALL {
        @Override
        String cell(boolean converted, Draws draws) {
            return converted || draws.happens(0.03) ? "K0" : "K" + draws.between(1, 4);
        }
    },
    /// Calls after the sale.
    COUNT_FROM_OUTCOME {
        @Override
        String cell(boolean converted, Draws draws) {
            double mean = converted ? 9 : 3;
            return Long.toString(
                    Math.max(0, Math.round(mean + Math.sqrt(mean) * draws.random.nextGaussian())));
        }
    },
    /// A score that somebody computed with the outcome at hand, noise 0.45.
    NUMBER_FROM_OUTCOME {
        @Override
        String cell(boolean converted, Draws draws) {
            double score = (converted ? 1 : 0) + 0.45 * draws.random.nextGaussian();
            return Double.toString(Math.round(1000 * score) / 1000.0);
        }
    },
    /// The same with much noise, 0.75: a ROC-AUC near 0.83 by itself.
    NOISY_NUMBER_FROM_OUTCOME {
        @Override
        String cell(boolean converted, Draws draws) {
            double score = (converted ? 1 : 0) + 0.75 * draws.random.nextGaussian();
            return Double.toString(Math.round(1000 * (5 - score)) / 1000.0);
        }
    },
    /// Another leak in other words, 2 of 100 different.
    COPY_OF_COPY {
        @Override
        String cell(boolean converted, Draws draws) {
            boolean same = draws.other(COPY_8_PERCENT_WRONG).equals("1");
            return draws.flipped(same, 0.02) ? "open" : "shut";
        }
    },
    /// Another leak on another scale, rounded.
    COPY_OF_NUMBER {
        @Override
        String cell(boolean converted, Draws draws) {
            double score = Double.parseDouble(draws.other(NUMBER_FROM_OUTCOME));
            return Long.toString(Math.round(40 + 12 * score + draws.random.nextGaussian()));
        }
    };

    abstract String cell(boolean converted, Draws draws);

    /// What the cell of one lead is made of.
    static final class Draws {
        final SplittableRandom random;
        final LocalDate created;
        private final int row;
        private final Map<Leak, String[]> before;

        Draws(SplittableRandom random, LocalDate created, int row, Map<Leak, String[]> before) {
            this.random = random;
            this.created = created;
            this.row = row;
            this.before = before;
        }

        boolean happens(double chance) {
            return random.nextDouble() < chance;
        }

        boolean flipped(boolean value, double chance) {
            return value != happens(chance);
        }

        /// @param last inclusive
        int between(int first, int last) {
            return random.nextInt(first, last + 1);
        }

        /// The cell of another leak of the same lead.
        String other(Leak leak) {
            String[] cells = before.get(leak);
            if (cells == null) {
                throw new IllegalStateException("leak is not filled yet: " + leak);
            }
            return cells[row];
        }
    }

    /// Fills a column.
    ///
    /// @param before the cells of the leaks that come before this one
    final void fill(
            String[] cells,
            boolean[] converted,
            LocalDate[] created,
            Map<Leak, String[]> before,
            SplittableRandom random) {
        for (int row = 0; row < cells.length; row++) {
            cells[row] = cell(converted[row], new Draws(random, created[row], row, before));
        }
    }
}
