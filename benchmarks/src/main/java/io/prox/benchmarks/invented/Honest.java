package io.prox.benchmarks.invented;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What a column that was known before the outcome looks like.
enum Honest {
    EVEN {
        @Override
        String cell(double standing, int row, Draws draws) {
            return Double.toString(Math.round(100 * standing) / 100.0);
        }
    },
    SKEWED {
        @Override
        String cell(double standing, int row, Draws draws) {
            return Long.toString(Math.round(400 * Math.exp(1.1 * standing)));
        }
    },
    CATEGORY {
        @Override
        String cell(double standing, int row, Draws draws) {
            int group = Math.clamp((int) Math.floor(4 + 2 * standing), 0, 7);
            return draws.words[group * draws.words.length / 8];
        }
    },
    COUNT {
        @Override
        String cell(double standing, int row, Draws draws) {
            return Long.toString((long) Math.floor(4 * Math.exp(0.6 * standing)));
        }
    },
    /// Zero for half of the leads.
    MANY_ZEROS {
        @Override
        String cell(double standing, int row, Draws draws) {
            return Long.toString(Math.max(0, Math.round(120 * standing)));
        }
    },
    BOOLEAN {
        @Override
        String cell(double standing, int row, Draws draws) {
            return standing > 0.4 ? "true" : "false";
        }
    },
    /// A fifth is missing, more of it where the value is low.
    GAPS {
        @Override
        String cell(double standing, int row, Draws draws) {
            double missing = standing < 0 ? 0.28 : 0.12;
            return draws.random.nextDouble() < missing
                    ? ""
                    : Double.toString(Math.round(10 * (50 + 12 * standing)) / 10.0);
        }
    },
    /// A day before the lead was created.
    DATE {
        @Override
        String cell(double standing, int row, Draws draws) {
            return draws.created[row]
                    .minusDays(Math.round(40 * Math.exp(0.8 * standing)))
                    .toString();
        }
    };

    /// Means whatever the kind makes of it.
    ///
    /// @param standing of the lead: drawn from a normal distribution
    abstract String cell(double standing, int row, Draws draws);

    /// What cells are made of.
    static final class Draws {
        final SplittableRandom random;
        final LocalDate[] created;
        final String[] words;

        Draws(SplittableRandom random, LocalDate[] created) {
            this.random = random;
            this.created = created;
            words =
                    IntStream.range(0, 3 + random.nextInt(6))
                            .mapToObj(_ -> Long.toString(100_000 + random.nextInt(900_000), 36))
                            .map(word -> "v" + word)
                            .toArray(String[]::new);
            // two words of one spelling would be one level: no harm
            Arrays.sort(words);
        }
    }

    /// Fills a column, and adds what it says to the log-odds of each lead.
    final void fill(
            String[] cells,
            LocalDate[] created,
            double[] logOdds,
            double slope,
            SplittableRandom random) {
        var draws = new Draws(random, created);
        for (int row = 0; row < cells.length; row++) {
            double standing = random.nextGaussian();
            cells[row] = cell(standing, row, draws);
            logOdds[row] += slope * standing;
        }
    }
}
