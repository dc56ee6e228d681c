package io.prox.tables.kinds;

import io.prox.tables.CellFormat;
import io.prox.tables.Cells;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All that the decision about one column rests on, gathered in one walk over its cells. Every cell
/// counts, none is sampled; so the decision is the same for every order of the rows.
final class ColumnProfile {
    /// Values up to this number are kept by name; beyond it only their number is known.
    static final int FEW = 2_000;

    private final String name;
    private final NameWords words;
    private final int rows;
    private final NumberTally numbers = new NumberTally();
    private final DateTally dates = new DateTally();

    private @Nullable Map<String, Integer> few = new LinkedHashMap<>();
    private @Nullable Fingerprints many;
    private final Set<String> missingWords = new TreeSet<>();
    private int distinct;
    private long empty;
    private long notAvailable;
    private long perhapsMissing;
    private boolean capitalsOnly = true;
    private long emails;
    private long urls;
    private long phones;
    private long surePhones;
    private long hashes;
    private long likeNames;
    private long wordCount;
    private long characters;

    private ColumnProfile(String name, int rows) {
        this.name = name;
        this.words = NameWords.of(name);
        this.rows = rows;
    }

    static ColumnProfile of(String name, Cells cells) {
        var profile = new ColumnProfile(name, cells.rows());
        cells.forEachValue(profile::add);
        profile.distinct =
                profile.many != null
                        ? profile.many.size()
                        : profile.few != null ? profile.few.size() : 0;
        profile.many = null; // too large to keep for every column
        return profile;
    }

    private void add(String text, int cells) {
        String folded = CellFormat.fold(text);
        boolean digitFirst = !folded.isEmpty() && isDigit(folded.charAt(0));
        // No word for missing is a number, and most cells that begin with a digit are: ask so
        // first.
        if (digitFirst && numbers.add(text, cells)) {
            addNumber(folded, cells);
            return;
        }
        if (folded.isEmpty()) {
            empty += cells;
            return;
        }
        if (MissingWords.isAlways(folded)) {
            missingWords.add(folded);
            empty += cells;
            notAvailable += folded.equals("na") ? cells : 0;
            return;
        }
        if (MissingWords.isPerhaps(folded)) {
            missingWords.add(folded);
            addDistinct(folded, cells);
            perhapsMissing += cells;
            return;
        }
        if (!digitFirst && numbers.add(text, cells)) {
            addNumber(folded, cells);
        } else {
            addDistinct(CellFormat.Levels.key(folded), cells);
            addText(text, folded, cells);
        }
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private void addNumber(String folded, int cells) {
        addDistinct(CellFormat.Levels.key(folded), cells);
        if (folded.length() == 8 || folded.length() == 14) {
            dates.addDigits(folded, cells);
        }
        phones += folded.length() >= 7 && ContentShape.isPhone(folded) ? cells : 0;
    }

    private void addText(String text, String folded, int cells) {
        dates.add(text, cells);
        emails += ContentShape.isEmail(folded) ? cells : 0;
        urls += ContentShape.isUrl(folded) ? cells : 0;
        phones += ContentShape.isPhone(folded) ? cells : 0;
        surePhones += ContentShape.isSurelyPhone(folded) ? cells : 0;
        hashes += ContentShape.isHash(folded) ? cells : 0;
        likeNames += ContentShape.isLikeName(text.strip()) ? cells : 0;
        wordCount += (long) ContentShape.words(text) * cells;
        characters += (long) folded.length() * cells;
        capitalsOnly &= folded.length() <= 5 && text.equals(text.toUpperCase(Locale.ROOT));
    }

    private void addDistinct(String key, int cells) {
        if (few != null) {
            few.merge(key, cells, Integer::sum);
            if (few.size() > FEW) {
                var fingerprints = Fingerprints.distinct();
                few.forEach(fingerprints::add);
                many = fingerprints;
                few = null;
            }
        } else if (many != null) {
            many.add(key, cells);
        }
    }

    String name() {
        return name;
    }

    NameWords words() {
        return words;
    }

    int rows() {
        return rows;
    }

    NumberTally numbers() {
        return numbers;
    }

    DateTally dates() {
        return dates;
    }

    /// Whether `NA` in this column is a place; see [MissingWords#alwaysExcept].
    boolean keepsNa() {
        return notAvailable > 0 && capitalsOnly && words.sayPlace() && distinct >= 2;
    }

    /// Cells that hold something.
    long given() {
        return rows - empty + (keepsNa() ? notAvailable : 0);
    }

    /// Cells that hold something other than a word which may stand for missing.
    long sure() {
        return given() - perhapsMissing;
    }

    /// Cells with a word that may stand for missing.
    long perhapsMissing() {
        return perhapsMissing;
    }

    /// Different values, as levels are compared; words that may stand for missing included.
    int distinct() {
        return distinct + (keepsNa() ? 1 : 0);
    }

    /// Different values without the words that may stand for missing.
    int sureDistinct() {
        return distinct() - (int) missingWords.stream().filter(MissingWords::isPerhaps).count();
    }

    /// The values other than words for missing, folded; empty if there are more than [#FEW].
    Set<String> fewValues() {
        if (few == null) {
            return Set.of();
        }
        var values = new LinkedHashSet<>(few.keySet());
        values.removeIf(MissingWords::isPerhaps);
        return values;
    }

    /// The words for missing that occur, those that only may stand for missing included; folded.
    Set<String> missingWords() {
        return missingWords;
    }

    boolean saysNone() {
        return few != null && few.containsKey(MissingWords.NONE);
    }

    boolean hasFewValues() {
        return few != null;
    }

    long emails() {
        return emails;
    }

    long urls() {
        return urls;
    }

    long phones() {
        return phones;
    }

    long surePhones() {
        return surePhones;
    }

    long hashes() {
        return hashes;
    }

    long likeNames() {
        return likeNames;
    }

    /// Mean number of words of the cells that are text.
    double meanWords() {
        return wordCount / (double) Math.max(1, textCells());
    }

    /// Mean number of characters of the cells that are text.
    double meanLength() {
        return characters / (double) Math.max(1, textCells());
    }

    private long textCells() {
        return Math.max(
                1, sure() - Math.max(numbers.under('.').numbers(), numbers.under(',').numbers()));
    }
}
