package io.prox.tables.kinds;

import io.prox.tables.CellFormat;
import io.prox.tables.Cells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The levels of a column: each value once, as it is written most often. E-mail addresses among
/// them have no place, since levels reach the model.
///
/// @param levels most frequent first
/// @param seldom how many different values were too seldom for a place, see [#MOST]
/// @param addresses how many different values are e-mail addresses
record LevelList(List<Level> levels, int seldom, int addresses) {
    /// More levels than this are not kept: they would make a model of names.
    static final int MOST = 65_536;

    LevelList {
        levels = List.copyOf(levels);
    }

    /// @param distinct how many different values the column has, at least
    static LevelList of(Cells cells, Set<String> missingWords, int distinct) {
        int leastCount = 1;
        var counts = Fingerprints.counting();
        if (distinct > MOST) {
            cells.forEachValue((text, count) -> counts.add(CellFormat.Levels.key(text), count));
            leastCount = counts.countReachedByAtMost(MOST);
        }
        int least = leastCount;
        var spellings = new HashMap<String, Map<String, Integer>>();
        var addresses = new HashSet<String>();
        cells.forEachValue(
                (text, count) -> {
                    String folded = CellFormat.fold(text);
                    if (folded.isEmpty() || missingWords.contains(folded)) {
                        return;
                    }
                    if (ContentShape.isEmail(folded)) {
                        addresses.add(folded);
                        return;
                    }
                    String key = CellFormat.Levels.key(folded);
                    if (least == 1 || counts.count(key) >= least) {
                        spellings
                                .computeIfAbsent(key, unseen -> new HashMap<>(2))
                                .merge(text.strip(), count, Integer::sum);
                    }
                });
        var levels = new ArrayList<Level>(spellings.size());
        spellings.forEach((key, written) -> levels.add(Level.of(key, written)));
        levels.sort(
                Comparator.comparingInt((Level level) -> -level.cells()).thenComparing(Level::key));
        return new LevelList(
                levels, Math.max(0, distinct - levels.size() - addresses.size()), addresses.size());
    }

    List<String> spellings() {
        return levels.stream().map(Level::spelling).toList();
    }

    /// The usual spelling of each key, in the order of the keys.
    List<String> spellings(List<String> keys) {
        var byKey = new HashMap<String, String>();
        levels.forEach(level -> byKey.put(level.key(), level.spelling()));
        return keys.stream().map(key -> byKey.getOrDefault(key, key)).toList();
    }

    List<Level> writtenInSeveralWays() {
        return levels.stream().filter(level -> level.otherSpellings().size() > 0).toList();
    }

    /// @param key what its spellings have in common
    /// @param spelling the most frequent; among equals the first by code point
    /// @param cells how many cells hold it, in any spelling
    /// @param otherSpellings most frequent first
    record Level(String key, String spelling, int cells, List<String> otherSpellings) {
        static Level of(String key, Map<String, Integer> written) {
            List<String> byFrequency =
                    written.entrySet().stream()
                            .sorted(
                                    Map.Entry.<String, Integer>comparingByValue()
                                            .reversed()
                                            .thenComparing(Map.Entry.comparingByKey()))
                            .map(Map.Entry::getKey)
                            .toList();
            int cells = written.values().stream().mapToInt(Integer::intValue).sum();
            return new Level(
                    key, byFrequency.getFirst(), cells, byFrequency.subList(1, byFrequency.size()));
        }
    }
}
