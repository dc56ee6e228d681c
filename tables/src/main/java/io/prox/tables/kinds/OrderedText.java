package io.prox.tables.kinds;

import io.prox.tables.CellFormat;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the order in text that is really one: ranges of numbers, words of a scale, numbered
/// labels, grades. Months and weekdays have an order, but not one in which more means more; they
/// stay categories.
final class OrderedText {
    private static final int MOST_LEVELS = 100;

    /// Scales by their words, lowest first; words of one step are parted by a bar.
    private static final List<List<String>> SCALES =
            List.of(
                    scale(
                            "none",
                            "lowest|very low|sehr niedrig|très faible|muy bajo",
                            "low|niedrig|gering|faible|bajo|baja|baixo|basso",
                            "low-medium|medium-low|medium low|below average",
                            "medium|med|mid|middle|moderate|average|normal|standard|mittel|moyen|medio|media|médio",
                            "medium-high|medium high|above average",
                            "high|hoch|élevé|eleve|alto|alta",
                            "very high|sehr hoch|très élevé|muy alto",
                            "highest|critical|urgent|extreme"),
                    scale(
                            "micro|tiny|xxs",
                            "extra small|xs|very small",
                            "small|s|klein|petit|pequeño|pequeña|smb|small business",
                            "medium|m|med|mid|mittel|moyen|mediano|mid-market|midmarket|mid market",
                            "large|l|big|groß|gross|grand|grande",
                            "extra large|xl|very large|x-large",
                            "xxl|enterprise|huge|xx-large",
                            "xxxl"),
                    scale(
                            "terrible|worst|awful",
                            "very poor|very bad",
                            "poor|bad|schlecht",
                            "below average",
                            "fair|average|ok|okay|neutral|satisfactory|sufficient",
                            "good|gut",
                            "very good|sehr gut",
                            "excellent|great|best|outstanding"),
                    scale(
                            "never|nie",
                            "rarely|seldom|selten",
                            "occasionally|sometimes|manchmal",
                            "often|frequently|oft",
                            "usually|very often",
                            "always|daily|immer"),
                    scale("yearly|annually", "quarterly", "monthly", "weekly", "daily", "hourly"),
                    scale(
                            "strongly disagree",
                            "disagree",
                            "somewhat disagree",
                            "neutral|neither agree nor disagree",
                            "somewhat agree",
                            "agree",
                            "strongly agree"),
                    scale(
                            "very dissatisfied|very unsatisfied",
                            "dissatisfied|unsatisfied",
                            "neutral",
                            "satisfied",
                            "very satisfied"),
                    scale(
                            "very unlikely",
                            "unlikely",
                            "neutral|possible|maybe",
                            "likely",
                            "very likely"),
                    scale(
                            "novice|beginner|basic",
                            "elementary",
                            "intermediate",
                            "upper intermediate",
                            "advanced",
                            "expert|master"),
                    scale(
                            "intern|trainee",
                            "entry|entry level|entry-level",
                            "junior|jr|jr.|associate",
                            "mid|middle|mid level|mid-level|intermediate|regular",
                            "senior|sr|sr.",
                            "lead|staff",
                            "principal|executive|director"),
                    scale(
                            "free",
                            "basic|starter",
                            "standard|plus",
                            "premium|pro|professional|business",
                            "enterprise|ultimate"),
                    scale("bronze", "silver", "gold", "platinum", "diamond"),
                    scale("cold|kalt", "cool", "warm|lukewarm", "hot|heiß|heiss"),
                    scale(
                            "trivial",
                            "minor",
                            "moderate|normal",
                            "major",
                            "critical|severe",
                            "blocker"),
                    scale("primary", "secondary", "tertiary"),
                    scale("first|1st", "second|2nd", "third|3rd", "fourth|4th", "fifth|5th"));

    /// `5k`, but not the beginning of `5 months`.
    private static final String MAGNITUDE = "(?:(?:k|m|mm|mio|mn|bn)(?!\\p{L}))?";

    /// Bounds need one of these words or marks, or two numbers, to be a range.
    private static final Pattern RANGE =
            Pattern.compile(
                    "(?<below>(?:<=?|≤|under|below|less than|fewer than|up to|at most|bis|unter"
                            + "|weniger als|max\\.?)\\s*)?"
                            + "(?<above>(?:>=?|≥|over|above|more than|at"
                            + " least|from|ab|über|mehr als"
                            + "|min\\.?)\\s*)?"
                            + "(?<first>[$€£₹]?\\s*-?\\d[\\d.,\\u00A0']*\\s*"
                            + MAGNITUDE
                            + ")"
                            + "(?:\\s*(?:-|–|—|/|to|bis|and|until|\\.\\.)\\s*"
                            + "(?<second>[$€£₹]?\\s*\\d[\\d.,\\u00A0']*\\s*"
                            + MAGNITUDE
                            + "))?"
                            + "\\s*(?<open>\\+|or more|and more|and above|and over|or above|plus"
                            + "|und mehr|or less|and below|or fewer)?"
                            + "\\s*(?<unit>[\\p{L}€$£%.']+(?: [\\p{L}€$£%.']+){0,2})?"
                            + "\\s*(?<late>\\+)?");

    private static final Pattern NUMBERED_FIRST =
            Pattern.compile("(?<number>\\d{1,2})\\s*[.):_-]?\\s*(?<label>\\D.*)");
    private static final Pattern NUMBERED_LAST =
            Pattern.compile("(?<label>\\p{L}[\\p{L} ]*?)\\s*[-_#]?\\s*(?<number>\\d{1,2})");
    private static final Set<String> NOTHING = Set.of("never", "none", "nothing", "zero", "nie");

    private OrderedText() {}

    /// @param levels the values, lowest first, as folded
    /// @param reason what kind of order it is: `ranges of numbers`
    record Order(List<String> levels, String reason) {}

    /// @param values all values of a column, folded, without words for missing
    static Optional<Order> of(Collection<String> values, NameWords name) {
        if (values.size() < 2 || values.size() > MOST_LEVELS) {
            return Optional.empty();
        }
        return ranges(values)
                .or(() -> scale(values))
                .or(() -> numbered(values))
                .or(() -> grades(values, name));
    }

    /// Whether these are steps of a scale on which `none` is the lowest, not a word for missing.
    static boolean hasPlaceForNone(Collection<String> values) {
        return SCALES.stream()
                .filter(scale -> step(scale, MissingWords.NONE) == 0)
                .anyMatch(scale -> steps(scale, values));
    }

    private static Optional<Order> ranges(Collection<String> values) {
        var bounds = new HashMap<String, Bounds>();
        var units = new HashSet<String>();
        int ranges = 0;
        for (String value : values) {
            if (NOTHING.contains(value)) {
                bounds.put(value, new Bounds(-Double.MAX_VALUE, -Double.MAX_VALUE, false));
                continue;
            }
            Matcher match = RANGE.matcher(value);
            if (!match.matches()) {
                return Optional.empty();
            }
            Optional<Bounds> found = Bounds.of(match);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            bounds.put(value, found.get());
            ranges += found.get().isRange() ? 1 : 0;
            if (match.group("unit") != null) {
                units.add(unit(match.group("unit")));
            }
        }
        if (ranges == 0 || units.size() > 1) {
            return Optional.empty();
        }
        Comparator<String> byBounds =
                Comparator.comparingDouble((String value) -> bound(bounds, value).low())
                        .thenComparingDouble(value -> bound(bounds, value).high())
                        .thenComparing(value -> value);
        return Optional.of(
                new Order(values.stream().sorted(byBounds).toList(), "ranges of numbers"));
    }

    private static Bounds bound(Map<String, Bounds> bounds, String value) {
        Bounds found = bounds.get(value);
        if (found == null) {
            throw new IllegalStateException("no bounds for a value that has some: " + value);
        }
        return found;
    }

    private static String unit(String unit) {
        return unit.length() > 2 && unit.endsWith("s")
                ? unit.substring(0, unit.length() - 1)
                : unit;
    }

    private static Optional<Order> scale(Collection<String> values) {
        for (List<String> scale : SCALES) {
            if (steps(scale, values)) {
                Comparator<String> byStep = Comparator.comparingInt(value -> step(scale, value));
                return Optional.of(
                        new Order(
                                values.stream()
                                        .sorted(byStep.thenComparing(value -> value))
                                        .toList(),
                                "words of a scale"));
            }
        }
        return Optional.empty();
    }

    private static boolean steps(List<String> scale, Collection<String> values) {
        var steps = new HashSet<Integer>();
        for (String value : values) {
            int step = step(scale, value);
            if (step < 0) {
                return false;
            }
            steps.add(step);
        }
        return steps.size() >= 2;
    }

    private static int step(List<String> scale, String value) {
        for (int step = 0; step < scale.size(); step++) {
            if (List.of(scale.get(step).split("\\|", -1)).contains(value)) {
                return step;
            }
        }
        return -1;
    }

    /// `01.High`, `2 - Medium`; `Tier 1`, `P2`. Where the labels are a scale themselves, they tell
    /// which end is low; the numbers may count from the best.
    private static Optional<Order> numbered(Collection<String> values) {
        var numbers = new HashMap<String, Integer>();
        var labels = new HashMap<String, String>();
        var stems = new HashSet<String>();
        boolean first = true;
        boolean last = true;
        for (String value : values) {
            Matcher before = NUMBERED_FIRST.matcher(value);
            Matcher after = NUMBERED_LAST.matcher(value);
            first &= before.matches();
            last &= after.matches();
            if (before.matches()) {
                numbers.put(value, Integer.valueOf(before.group("number")));
                labels.put(value, CellFormat.fold(before.group("label")));
            } else if (after.matches()) {
                numbers.put(value, Integer.valueOf(after.group("number")));
                stems.add(CellFormat.fold(after.group("label")));
            }
        }
        boolean oneEach = new HashSet<>(numbers.values()).size() == values.size();
        boolean close =
                oneEach
                        && numbers.values().stream().mapToInt(Integer::intValue).min().orElse(9)
                                <= 1
                        && numbers.values().stream().mapToInt(Integer::intValue).max().orElse(99)
                                <= values.size() + 2;
        boolean step = last && stems.size() == 1 && NameWords.isStep(stems.iterator().next());
        if (!close || !((first && values.size() <= 20) || step)) {
            return Optional.empty();
        }
        if (first) {
            Optional<Order> byLabel = scale(new HashSet<>(labels.values()));
            if (byLabel.isPresent() && new HashSet<>(labels.values()).size() == values.size()) {
                List<String> order = byLabel.get().levels();
                Comparator<String> byScale =
                        Comparator.comparingInt(value -> order.indexOf(labels.get(value)));
                return Optional.of(
                        new Order(
                                values.stream().sorted(byScale).toList(),
                                "numbered words of a scale"));
            }
        }
        Comparator<String> byNumber =
                Comparator.comparingInt(value -> numbers.getOrDefault(value, 0));
        return Optional.of(new Order(values.stream().sorted(byNumber).toList(), "numbered labels"));
    }

    /// `A` to `E`, with `+` and `-`, where the column's name speaks of a grade; `A` is best.
    private static Optional<Order> grades(Collection<String> values, NameWords name) {
        if (!name.sayGrade() || !values.stream().allMatch(value -> value.matches("[a-h][+-]?"))) {
            return Optional.empty();
        }
        Comparator<String> worstFirst =
                Comparator.comparingInt((String value) -> -value.charAt(0))
                        .thenComparingInt(OrderedText::shade);
        return Optional.of(
                new Order(values.stream().sorted(worstFirst).toList(), "grades, `A` the best"));
    }

    private static int shade(String grade) {
        if (grade.length() == 1) {
            return 0;
        }
        return grade.charAt(1) == '+' ? 1 : -1;
    }

    private static List<String> scale(String... steps) {
        return List.of(steps);
    }

    /// @param low the least number of the range
    /// @param high the most
    /// @param isRange whether it is more than one number
    private record Bounds(double low, double high, boolean isRange) {
        private static final CellFormat.Numbers POINT = new CellFormat.Numbers('.', ',', Set.of());
        private static final CellFormat.Numbers COMMA = new CellFormat.Numbers(',', '.', Set.of());

        static Optional<Bounds> of(Matcher match) {
            double first = number(match.group("first"));
            double second = match.group("second") == null ? first : number(match.group("second"));
            if (Double.isNaN(first) || Double.isNaN(second) || second < first) {
                return Optional.empty();
            }
            String open = match.group("open") == null ? "" : match.group("open");
            boolean less =
                    match.group("below") != null
                            || open.endsWith("less")
                            || open.endsWith("below")
                            || open.endsWith("fewer");
            boolean more =
                    match.group("above") != null
                            || match.group("late") != null
                            || (!open.isEmpty() && !less);
            if (less) {
                return Optional.of(new Bounds(-Double.MAX_VALUE, second, true));
            }
            if (more) {
                return Optional.of(new Bounds(first, Double.MAX_VALUE, true));
            }
            return Optional.of(new Bounds(first, second, match.group("second") != null));
        }

        private static double number(String text) {
            double number = POINT.parse(text);
            return Double.isNaN(number) ? COMMA.parse(text) : number;
        }
    }
}
