package io.prox.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Offers what a person may have meant by a name that does not exist.
final class NearestNames {
    private static final int OFFERED = 3;

    private NearestNames() {}

    /// The closest names, best first, at most three; empty where none is close.
    ///
    /// Close is: equal but for case and marks, beginning with or containing the other, or at most a
    /// third of its letters away in edits.
    static List<String> of(String wanted, Collection<String> names) {
        String folded = fold(wanted);
        record Candidate(String name, double distance) {}
        return names.stream()
                .map(name -> new Candidate(name, distance(folded, fold(name))))
                .filter(candidate -> candidate.distance() <= 1)
                .sorted(Comparator.comparingDouble(Candidate::distance))
                .limit(OFFERED)
                .map(Candidate::name)
                .toList();
    }

    /// ` Did you mean 'A' or 'B'?`, with the blank before it; all names where none is close and
    /// they are few; else empty.
    static String question(String wanted, Collection<String> names) {
        List<String> nearest = of(wanted, names);
        if (!nearest.isEmpty()) {
            return nearest.stream()
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(" or ", " Did you mean ", "?"));
        }
        return names.stream()
                .map(name -> "'" + name + "'")
                .limit(12)
                .collect(Collectors.joining(", ", " There are: ", names.size() > 12 ? ", …" : "."));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]+", "");
    }

    /// At most 1 where close; 0 for equal.
    private static double distance(String wanted, String name) {
        if (wanted.equals(name)) {
            return 0;
        }
        boolean contained = name.contains(wanted) || wanted.contains(name);
        if (contained && Math.min(name.length(), wanted.length()) >= 3) {
            return 0.9;
        }
        double allowed = Math.max(1, Math.max(wanted.length(), name.length()) / 3);
        return edits(wanted, name) / allowed;
    }

    /// Edits that turn one text into the other; a swap of neighbours is one.
    ///
    /// Source: Damerau, "A technique for computer detection and correction of spelling errors",
    /// CACM 7(3), 1964, in the restricted form (no letter edited twice).
    private static int edits(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                boolean same = one.charAt(row - 1) == other.charAt(column - 1);
                int best =
                        Math.min(
                                Math.min(current[column - 1], last[column]) + 1,
                                last[column - 1] + (same ? 0 : 1));
                if (row > 1
                        && column > 1
                        && one.charAt(row - 1) == other.charAt(column - 2)
                        && one.charAt(row - 2) == other.charAt(column - 1)) {
                    best = Math.min(best, beforeLast[column - 2] + 1);
                }
                current[column] = best;
            }
            beforeLast = last;
            last = current;
        }
        return last[other.length()];
    }
}
