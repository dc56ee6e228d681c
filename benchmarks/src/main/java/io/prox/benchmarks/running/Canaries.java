package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Words that occur nowhere else, looked for in files: as they are in any case of letters, in
/// UTF-16, in hexadecimal digits and in Base64.
public final class Canaries {
    /// So much of a file is looked at in one piece; pieces overlap.
    private static final int PIECE = 8 << 20;

    private static final int OVERLAP = 4_096;

    /// In small letters.
    private final Forms folded = new Forms();

    /// In the very letters.
    private final Forms exact = new Forms();

    /// @param words as they are written where they are planted, of at least 8 letters
    public Canaries(List<String> words) {
        for (String word : words) {
            folded(word.toLowerCase(Locale.ROOT), word).forEach(form -> folded.add(form, word));
            coded(word).forEach(form -> exact.add(form, word));
        }
    }

    /// How many pieces of files hold each word.
    ///
    /// @param folder looked through with all that is below it
    public Map<String, Integer> search(Path folder) throws IOException {
        Map<String, Integer> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                search(file, found);
            }
        }
        return found;
    }

    private void search(Path file, Map<String, Integer> found) throws IOException {
        try (var content = Files.newInputStream(file)) {
            byte[] before = new byte[0];
            for (byte[] piece = content.readNBytes(PIECE);
                    piece.length > 0;
                    piece = content.readNBytes(PIECE)) {
                String text = new String(before, ISO_8859_1) + new String(piece, ISO_8859_1);
                count(text, found);
                int kept = Math.min(OVERLAP, piece.length);
                before = Arrays.copyOfRange(piece, piece.length - kept, piece.length);
            }
        }
    }

    /// Looks through one more text.
    ///
    /// @param text of one byte a letter
    /// @param found counts up, once for each word that is in it
    public void count(String text, Map<String, Integer> found) {
        Set<String> words = new HashSet<>();
        folded.find(text.toLowerCase(Locale.ROOT), words);
        exact.find(text, words);
        words.forEach(word -> found.merge(word, 1, Integer::sum));
    }

    /// Texts that are looked for all at once, by how they begin: thousands of them in gigabytes.
    private static final class Forms {
        private static final int BEGINNING = 4;
        private static final int BITS = 16;
        private static final int SPREAD = 0x9E3779B1;

        private final Map<Integer, Map<String, String>> byBeginning = new HashMap<>();

        /// Where a text of [#byBeginning] may begin, so that few are looked up there.
        private final BitSet beginnings = new BitSet(1 << BITS);

        void add(String form, String word) {
            int beginning = 0;
            for (int at = 0; at < BEGINNING; at++) {
                beginning = (beginning << 8) | form.charAt(at);
            }
            byBeginning.computeIfAbsent(beginning, first -> new HashMap<>()).put(form, word);
            beginnings.set(spread(beginning));
        }

        void find(String text, Set<String> words) {
            int beginning = 0;
            for (int at = 0; at < text.length(); at++) {
                beginning = (beginning << 8) | text.charAt(at);
                if (beginnings.get(spread(beginning))) {
                    int start = at - BEGINNING + 1;
                    byBeginning
                            .getOrDefault(beginning, Map.of())
                            .forEach(
                                    (form, word) -> {
                                        if (text.startsWith(form, start)) {
                                            words.add(word);
                                        }
                                    });
                }
            }
        }

        private static int spread(int beginning) {
            return (beginning * SPREAD) >>> (Integer.SIZE - BITS);
        }
    }

    private static List<String> folded(String small, String word) {
        return List.of(
                small,
                new String(small.getBytes(UTF_16LE), ISO_8859_1),
                HexFormat.of().formatHex(small.getBytes(UTF_8)),
                HexFormat.of().formatHex(word.getBytes(UTF_8)));
    }

    /// In Base64, wherever in a text the word begins.
    private static List<String> coded(String word) {
        List<String> forms = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            String coded =
                    Base64.getEncoder().encodeToString((" ".repeat(shift) + word).getBytes(UTF_8));
            // letters at the ends depend also on what stands before and behind
            forms.add(coded.substring(shift == 0 ? 0 : shift + 1, coded.length() - 4));
        }
        return forms;
    }
}
