package io.prox.benchmarks.invented;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Leads with 120 honest columns and 20 that know the outcome, in mixed order and under names that
/// say nothing.
///
/// Honest columns are numbers (even, skewed, counts, many zeros), categories, dates and booleans,
/// some with missing values. Three are strong (the strongest has a ROC-AUC near 0.68 by itself),
/// thirty weak, the others say nothing; together the best possible ROC-AUC is near 0.75. Leaks are
/// one of each [Leak].
public final class PlantedLeaks {
    /// Name of the outcome's column.
    public static final String TARGET = "outcome";

    private static final int HONEST = 120;
    private static final double[] STRONG = {0.62, 0.42, 0.35};
    private static final int WEAK = 30;
    private static final double WEAK_SLOPE = 0.09;
    private static final double BASE = -1.1;
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 8);
    private static final int DAYS = 500;

    private final Sheet sheet;
    private final Map<String, Leak> leaks;
    private final double bestRocAuc;

    private PlantedLeaks(Sheet sheet, Map<String, Leak> leaks, double bestRocAuc) {
        this.sheet = sheet;
        this.leaks = leaks;
        this.bestRocAuc = bestRocAuc;
    }

    public static PlantedLeaks generate(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sheet sheet = new Sheet(rows);
        List<String[]> columns = new ArrayList<>();
        int count = HONEST + Leak.values().length;
        for (int column = 1; column <= count; column++) {
            columns.add(sheet.add("c%03d".formatted(column)));
        }
        List<Integer> places = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(places, new Random(seed));
        LocalDate[] created = new LocalDate[rows];
        double[] logOdds = new double[rows];
        for (int row = 0; row < rows; row++) {
            created[row] = FIRST_DAY.plusDays(random.nextInt(DAYS));
            logOdds[row] = BASE;
        }
        List<Honest> kinds = List.of(Honest.values());
        for (int column = 0; column < HONEST; column++) {
            Honest kind = kinds.get(column % kinds.size());
            kind.fill(columns.get(places.get(column)), created, logOdds, slope(column), random);
        }
        double[] probability =
                Arrays.stream(logOdds).map(each -> 1 / (1 + Math.exp(-each))).toArray();
        boolean[] converted = new boolean[rows];
        String[] outcome = sheet.add(TARGET);
        for (int row = 0; row < rows; row++) {
            converted[row] = random.nextDouble() < probability[row];
            outcome[row] = converted[row] ? "yes" : "no";
        }
        Map<String, Leak> leaks = new LinkedHashMap<>();
        Map<Leak, String[]> before = new EnumMap<>(Leak.class);
        for (Leak leak : Leak.values()) {
            int place = places.get(HONEST + before.size());
            leak.fill(columns.get(place), converted, created, before, random);
            before.put(leak, columns.get(place));
            leaks.put(sheet.names().get(place), leak);
        }
        return new PlantedLeaks(sheet, leaks, ExpectedRanking.rocAuc(probability, probability));
    }

    private static double slope(int column) {
        if (column < STRONG.length) {
            return STRONG[column];
        }
        return column < STRONG.length + WEAK ? WEAK_SLOPE : 0;
    }

    /// The leaks by the name of their column.
    public Map<String, Leak> leaks() {
        return Collections.unmodifiableMap(leaks);
    }

    /// The best possible ROC-AUC by honest columns, to be expected over all outcomes.
    public double bestRocAuc() {
        return bestRocAuc;
    }

    /// Writes the leads as CSV, in UTF-8, with their outcome (`yes`, `no`) last.
    public void write(Path file) throws IOException {
        sheet.write(file, sheet.names());
    }
}
