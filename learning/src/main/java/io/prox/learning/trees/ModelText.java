package io.prox.learning.trees;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reader of LightGBM's model text (version 4): a head of `key=value` lines, then one such block a
/// tree, until `end of trees`.
final class ModelText {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final int NATIVE_CATEGORICAL = 1;
    private static final int NATIVE_DEFAULT_LEFT = 2;

    private final String[] lines;
    private int at;

    ModelText(String text) {
        lines = text.split("\n", -1);
    }

    TreeEnsemble ensemble() {
        Map<String, String> head = block();
        requireEqual(head, "num_class", "1");
        requireEqual(head, "num_tree_per_iteration", "1");
        if (head.containsKey("average_output")) {
            throw new IllegalArgumentException("model text averages its trees instead of adding");
        }
        var builder = new TreeBuilder(Math.addExact(integer(head, "max_feature_idx"), 1));
        while (true) {
            while (at < lines.length && lines[at].isBlank()) {
                at++;
            }
            if (at == lines.length) {
                throw new IllegalArgumentException("model text ends before `end of trees`");
            }
            if (lines[at].strip().equals("end of trees")) {
                return new TreeEnsemble(builder);
            }
            int line = at + 1;
            try {
                add(builder, block());
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        "model text, tree of line %d: %s".formatted(line, e.getMessage()), e);
            }
        }
    }

    /// The lines up to the next blank one.
    private Map<String, String> block() {
        Map<String, String> found = new HashMap<>();
        while (at < lines.length && !lines[at].isBlank()) {
            String line = lines[at++].strip();
            int equals = line.indexOf('=');
            found.put(
                    equals < 0 ? line : line.substring(0, equals),
                    equals < 0 ? "" : line.substring(equals + 1));
        }
        return found;
    }

    /// LightGBM numbers splits and leaves apart, in the order in which they arose; a child below 0
    /// is the leaf `~child`. Walked from the root in preorder, so that numbering goes away.
    private static void add(TreeBuilder builder, Map<String, String> tree) {
        if (!tree.containsKey("Tree")) {
            throw new IllegalArgumentException("expected `Tree=`");
        }
        if (!tree.getOrDefault("is_linear", "0").equals("0")) {
            throw new IllegalArgumentException("leaves hold linear models");
        }
        int leaves = integer(tree, "num_leaves");
        if (leaves < 1) {
            throw new IllegalArgumentException("num_leaves is below 1: " + leaves);
        }
        double[] leafValue = doubles(tree, "leaf_value", leaves);
        builder.startTree();
        if (leaves == 1) {
            // Older texts leave the count of a lone leaf out; it is not needed.
            String rows = tree.getOrDefault("leaf_count", "");
            builder.leaf(leafValue[0], rows.isEmpty() ? 0 : Integer.parseInt(rows.strip()));
            return;
        }
        var splits = new Splits(tree, leaves);
        int[] leafRows = integers(tree, "leaf_count", leaves);
        var pending = new int[2 * leaves];
        int waiting = 0;
        int next = 0;
        int seen = 0;
        while (true) {
            if (++seen > 2 * leaves - 1) {
                throw new IllegalArgumentException("a node is reached twice");
            }
            if (next >= 0) {
                requireIndex(next, leaves - 1, "split");
                splits.add(builder, next);
                pending[waiting++] = splits.right[next];
                next = splits.left[next];
            } else {
                requireIndex(~next, leaves, "leaf");
                builder.leaf(leafValue[~next], leafRows[~next]);
                if (waiting == 0) {
                    break;
                }
                next = pending[--waiting];
            }
        }
        if (seen != 2 * leaves - 1) {
            throw new IllegalArgumentException(
                    "%d of %d nodes are reached".formatted(seen, 2 * leaves - 1));
        }
    }

    /// The splits of one tree as the text lists them.
    private static final class Splits {
        final int[] left;
        final int[] right;
        private final int[] feature;
        private final double[] threshold;
        private final int[] decision;
        private final double[] gain;
        private final int[] boundaries;
        private final long[] words;

        Splits(Map<String, String> tree, int leaves) {
            left = integers(tree, "left_child", leaves - 1);
            right = integers(tree, "right_child", leaves - 1);
            feature = integers(tree, "split_feature", leaves - 1);
            threshold = doubles(tree, "threshold", leaves - 1);
            decision = integers(tree, "decision_type", leaves - 1);
            gain = doubles(tree, "split_gain", leaves - 1);
            int sets = integer(tree, "num_cat");
            if (sets == 0) {
                boundaries = new int[1];
                words = new long[0];
            } else {
                boundaries = integers(tree, "cat_boundaries", Math.addExact(sets, 1));
                String[] parts = parts(tree, "cat_threshold", boundaries[sets]);
                words = new long[parts.length];
                for (int i = 0; i < words.length; i++) {
                    words[i] = Long.parseLong(parts[i]);
                }
            }
        }

        void add(TreeBuilder builder, int split) {
            int flags = decision[split];
            int rule = flags >>> 2 & TreeEnsemble.MISSING_MASK;
            if ((flags & NATIVE_DEFAULT_LEFT) != 0) {
                rule |= TreeEnsemble.DEFAULT_LEFT;
            }
            if ((flags & NATIVE_CATEGORICAL) == 0) {
                builder.number(feature[split], rule, threshold[split], (float) gain[split]);
                return;
            }
            int set = (int) threshold[split];
            requireIndex(set, boundaries.length - 1, "category set");
            requireIndex(boundaries[set], words.length + 1, "category word");
            requireIndex(boundaries[set + 1], words.length + 1, "category word");
            builder.category(feature[split], rule | TreeEnsemble.CATEGORICAL, (float) gain[split]);
            for (int word = boundaries[set]; word < boundaries[set + 1]; word++) {
                builder.word((int) words[word]);
            }
        }
    }

    private static void requireEqual(Map<String, String> found, String key, String expected) {
        if (!expected.equals(found.get(key))) {
            throw new IllegalArgumentException(
                    "model text: %s is %s, expected %s".formatted(key, found.get(key), expected));
        }
    }

    private static void requireIndex(int index, int bound, String what) {
        if (index < 0 || index >= bound) {
            throw new IllegalArgumentException(
                    "%s is outside 0 to %d: %d".formatted(what, bound - 1, index));
        }
    }

    private static String text(Map<String, String> found, String key) {
        String text = found.get(key);
        if (text == null) {
            throw new IllegalArgumentException("%s is missing".formatted(key));
        }
        return text;
    }

    private static int integer(Map<String, String> found, String key) {
        return Integer.parseInt(text(found, key).strip());
    }

    private static String[] parts(Map<String, String> found, String key, int count) {
        String[] parts = SPACES.split(text(found, key).strip());
        if (parts.length != count) {
            throw new IllegalArgumentException(
                    "%s has %d values, expected %d".formatted(key, parts.length, count));
        }
        return parts;
    }

    private static int[] integers(Map<String, String> found, String key, int count) {
        String[] parts = parts(found, key, count);
        var values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = Integer.parseInt(parts[i]);
        }
        return values;
    }

    private static double[] doubles(Map<String, String> found, String key, int count) {
        String[] parts = parts(found, key, count);
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = number(parts[i]);
        }
        return values;
    }

    /// C++ writes `inf`, `-inf` and `nan` where Java expects other words.
    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
