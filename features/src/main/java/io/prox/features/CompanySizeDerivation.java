package io.prox.features;

import io.prox.features.normal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of a company, however it is written (`120`, `51 - 200 employees`, `1,000+`, `<50`,
/// `Nov-50`), becomes one band, so that lists with other bands can be learnt from together.
///
/// A range belongs to the band of its geometric middle; one with an open end to the band next to
/// that end.
final class CompanySizeDerivation implements Derivation {
    private static final int BAND = 0;

    /// The least number of employees of each band.
    private static final List<Integer> BEGINNINGS =
            List.of(1, 2, 11, 51, 201, 501, 1_001, 5_001, 10_001);

    private static final List<String> BANDS =
            List.of(
                    "1",
                    "2-10",
                    "11-50",
                    "51-200",
                    "201-500",
                    "501-1000",
                    "1001-5000",
                    "5001-10000",
                    "more than 10000");

    private static final List<Feature> FEATURES =
            List.of(Feature.ordered("band", "number of employees", BANDS));

    /// A number with marks or blanks between thousands, a fraction that does not matter, and a word
    /// for thousands or millions.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(\\d{1,3}(?:[.,'’ \\u00a0\\u202f]\\d{3})+(?!\\d)|\\d+)(?:[.,](\\d+))?"
                            + "(?:\\s*(k|tsd|tausend|mille|mil|m|mio|million|millionen)(?!\\p{L}))?"
                            + "(?!\\d)",
                    Pattern.CASE_INSENSITIVE);

    private static final Set<String> THOUSAND = Set.of("k", "tsd", "tausend", "mille", "mil");

    /// Spreadsheets take `11-50` and `2-10` for dates, and show `Nov-50` and `02-Oct`.
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private static final Pattern MONTH =
            Pattern.compile("(?<!\\p{L})(" + String.join("|", MONTHS) + ")(?!\\p{L})");

    private static final Pattern AT_LEAST =
            Pattern.compile(
                    "\\+|>|≥|\\b(more|over|above|least|mehr|uber|ab|mindestens|plus|mas|superior|from)\\b");
    private static final Pattern BELOW =
            Pattern.compile("<|\\b(less|fewer|under|below|weniger|unter|moins|menos|inferior)\\b");
    private static final Pattern UP_TO =
            Pattern.compile("≤|\\b(up to|at most|bis|maximal|max|hasta|jusqu)");

    /// Words instead of a number: one person, and the classes of the European Union by number of
    /// staff (Commission Recommendation 2003/361/EC).
    private static final Map<String, Set<String>> WORDS =
            Map.of(
                    "1",
                    Set.of(
                            "self employed",
                            "selfemployed",
                            "freelancer",
                            "freelance",
                            "solo",
                            "just me",
                            "only me",
                            "myself only",
                            "sole trader",
                            "selbststandig",
                            "selbstandig",
                            "freiberufler",
                            "einzelunternehmer",
                            "einzelunternehmen",
                            "independant",
                            "auto entrepreneur",
                            "autonomo",
                            "one person"),
                    "2-10",
                    Set.of("micro", "kleinstunternehmen", "kleinst", "microempresa", "tpe"),
                    "11-50",
                    Set.of(
                            "small",
                            "klein",
                            "kleinunternehmen",
                            "petite",
                            "pequena",
                            "small business"),
                    "51-200",
                    Set.of(
                            "medium",
                            "mittel",
                            "mittelgross",
                            "moyenne",
                            "mediana",
                            "medium business"));

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public void derive(String cell, double[] values) {
        String folded = Words.fold(cell.strip());
        List<Double> numbers = numbers(folded);
        if (numbers.isEmpty()) {
            String words = String.join(" ", Words.of(cell));
            WORDS.forEach(
                    (band, known) -> {
                        if (known.contains(words)) {
                            values[BAND] = BANDS.indexOf(band);
                        }
                    });
            return;
        }
        double size = size(folded, numbers);
        if (size >= 1) {
            values[BAND] = band(size);
        }
    }

    private static double size(String folded, List<Double> numbers) {
        double first = numbers.getFirst();
        if (numbers.size() > 1) {
            return Math.sqrt(Math.max(first, 1) * Math.max(numbers.get(1), 1));
        }
        if (BELOW.matcher(folded).find()) {
            return first - 1;
        }
        if (UP_TO.matcher(folded).find()) {
            return first;
        }
        return AT_LEAST.matcher(folded).find() ? first + 1 : first;
    }

    private static int band(double size) {
        int band = BEGINNINGS.size() - 1;
        while (Math.round(size) < BEGINNINGS.get(band)) {
            band--;
        }
        return band;
    }

    private static List<Double> numbers(String folded) {
        String withoutMonths =
                MONTH.matcher(folded)
                        .replaceAll(month -> Integer.toString(MONTHS.indexOf(month.group()) + 1));
        var numbers = new ArrayList<Double>();
        Matcher matcher = NUMBER.matcher(withoutMonths);
        while (matcher.find()) {
            double number = Double.parseDouble(matcher.group(1).replaceAll("\\D", ""));
            String fraction = matcher.group(2);
            if (fraction != null) {
                number += Double.parseDouble("0." + fraction);
            }
            String unit = matcher.group(3);
            numbers.add(number * (unit == null ? 1 : THOUSAND.contains(unit) ? 1e3 : 1e6));
        }
        return List.copyOf(numbers);
    }
}
