package io.prox.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The cells of one column as text, as small as its values allow. Immutable.
///
/// While values repeat, each is kept once and a cell is a code of one or two bytes. Where they do
/// not, the text itself is kept, packed as UTF-8 with two bytes for its end, which is about what
/// the file needs. A column changes from the first way to the second at most once, between two of
/// its segments, and nothing already kept is moved; so growing costs no copies.
public final class Cells {
    /// Rows of one segment: small enough for two-byte ends in most columns.
    private static final int SEGMENT_ROWS = 4096;

    /// A two-byte code reaches this far.
    private static final int MOST_VALUES = 1 << 16;

    /// Where after so many cells most still differ, keeping each value once saves nothing.
    private static final int TRIAL_ROWS = 4 * SEGMENT_ROWS;

    private final int rows;
    private final Dictionary dictionary;
    private final List<Segment> segments;

    private Cells(int rows, Dictionary dictionary, List<Segment> segments) {
        this.rows = rows;
        this.dictionary = dictionary;
        this.segments = List.copyOf(segments);
    }

    public static Cells of(List<String> texts) {
        var builder = new Builder();
        texts.forEach(builder::add);
        return builder.build();
    }

    public int rows() {
        return rows;
    }

    /// The cell as it stands in the file; the empty text where it is empty.
    public String text(int row) {
        int within = row % SEGMENT_ROWS;
        return switch (segments.get(row / SEGMENT_ROWS)) {
            case Coded coded -> dictionary.text(coded.code(within));
            case Packed packed -> packed.text(within);
        };
    }

    /// Whether every cell has a code.
    public boolean isCoded() {
        return segments.isEmpty() || segments.getLast() instanceof Coded;
    }

    /// How many codes there are; each value of the column has one, if it [is coded][#isCoded].
    public int codes() {
        return dictionary.size();
    }

    /// The text that a code stands for. Codes count from 0 in order of first appearance.
    public String textOfCode(int code) {
        return dictionary.text(code);
    }

    /// The code of a cell of a column that [is coded][#isCoded].
    public int code(int row) {
        if (segments.get(row / SEGMENT_ROWS) instanceof Coded coded) {
            return coded.code(row % SEGMENT_ROWS);
        }
        throw new IllegalStateException("the cell has no code: row " + row);
    }

    /// Visits the whole column, each coded value once with the number of its cells, every other
    /// cell by itself. In order of first appearance.
    public void forEachValue(ValueVisitor visitor) {
        var counts = new int[dictionary.size()];
        for (Segment segment : segments) {
            if (segment instanceof Coded coded) {
                coded.count(counts);
            }
        }
        for (int code = 0; code < counts.length; code++) {
            visitor.visit(dictionary.text(code), counts[code]);
        }
        for (Segment segment : segments) {
            if (segment instanceof Packed packed) {
                for (int row = 0; row < packed.rows(); row++) {
                    visitor.visit(packed.text(row), 1);
                }
            }
        }
    }

    /// Takes a value and the number of cells that hold it, at least 1.
    @FunctionalInterface
    public interface ValueVisitor {
        void visit(String text, int cells);
    }

    private sealed interface Segment {}

    private sealed interface Coded extends Segment {
        int code(int row);

        void count(int[] counts);
    }

    private static final class ByteCodes implements Coded {
        private final byte[] codes;

        ByteCodes(int[] codes, int rows) {
            this.codes = new byte[rows];
            for (int row = 0; row < rows; row++) {
                this.codes[row] = (byte) codes[row];
            }
        }

        @Override
        public int code(int row) {
            return codes[row] & 0xFF;
        }

        @Override
        public void count(int[] counts) {
            for (byte code : codes) {
                counts[code & 0xFF]++;
            }
        }
    }

    private static final class ShortCodes implements Coded {
        private final short[] codes;

        ShortCodes(int[] codes, int rows) {
            this.codes = new short[rows];
            for (int row = 0; row < rows; row++) {
                this.codes[row] = (short) codes[row];
            }
        }

        @Override
        public int code(int row) {
            return codes[row] & 0xFFFF;
        }

        @Override
        public void count(int[] counts) {
            for (short code : codes) {
                counts[code & 0xFFFF]++;
            }
        }
    }

    /// Texts one after the other; their ends in two bytes each while the segment is that short.
    private static final class Packed implements Segment {
        private final byte[] bytes;
        private final char[] shortEnds;
        private final int[] longEnds;

        Packed(byte[] bytes, int length, int[] ends, int rows) {
            this.bytes = Arrays.copyOf(bytes, length);
            if (length <= Character.MAX_VALUE) {
                longEnds = new int[0];
                shortEnds = new char[rows];
                for (int row = 0; row < rows; row++) {
                    shortEnds[row] = (char) ends[row];
                }
            } else {
                shortEnds = new char[0];
                longEnds = Arrays.copyOf(ends, rows);
            }
        }

        int rows() {
            return Math.max(shortEnds.length, longEnds.length);
        }

        String text(int row) {
            int from = row == 0 ? 0 : end(row - 1);
            return new String(bytes, from, end(row) - from, UTF_8);
        }

        private int end(int row) {
            return longEnds.length == 0 ? shortEnds[row] : longEnds[row];
        }
    }

    /// The values of a column, each once, found by hash. Open addressing, at most half full.
    private static final class Dictionary {
        private byte[] bytes = new byte[64];
        private int[] ends = new int[8];
        private int[] slots = new int[32];
        private int size;

        int size() {
            return size;
        }

        String text(int code) {
            int from = start(code);
            return new String(bytes, from, ends[code] - from, UTF_8);
        }

        /// @return the code of the text, made if it is new
        int code(byte[] source, int from, int to) {
            int mask = slots.length - 1;
            int slot = hash(source, from, to) & mask;
            while (slots[slot] != 0) {
                int code = slots[slot] - 1;
                if (Arrays.equals(bytes, start(code), ends[code], source, from, to)) {
                    return code;
                }
                slot = (slot + 1) & mask;
            }
            return append(source, from, to, slot);
        }

        /// Lets go of what only finding needs.
        void close() {
            slots = new int[0];
            bytes = Arrays.copyOf(bytes, size == 0 ? 0 : ends[size - 1]);
            ends = Arrays.copyOf(ends, size);
        }

        private int append(byte[] source, int from, int to, int slot) {
            int start = size == 0 ? 0 : ends[size - 1];
            int length = to - from;
            if (start + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + length));
            }
            System.arraycopy(source, from, bytes, start, length);
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, size * 2);
            }
            ends[size++] = start + length;
            slots[slot] = size;
            if (size * 2 > slots.length) {
                grow();
            }
            return size - 1;
        }

        private void grow() {
            slots = new int[slots.length * 2];
            int mask = slots.length - 1;
            for (int code = 0; code < size; code++) {
                int slot = hash(bytes, start(code), ends[code]) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = code + 1;
            }
        }

        private int start(int code) {
            return code == 0 ? 0 : ends[code - 1];
        }

        /// FNV-1a with a final mix, since slots are chosen by the low bits.
        private static int hash(byte[] bytes, int from, int to) {
            int hash = 0x811C9DC5;
            for (int index = from; index < to; index++) {
                hash = (hash ^ bytes[index]) * 0x01000193;
            }
            hash ^= hash >>> 15;
            hash *= 0x2C1B3C6D;
            return hash ^ (hash >>> 13);
        }
    }

    /// Takes cells one by one, from the first row on.
    public static final class Builder {
        private final Dictionary dictionary = new Dictionary();
        private final List<Segment> segments = new ArrayList<>();
        private boolean coding = true;
        private int rows;
        private int segmentRows;
        private int[] codesOrEnds = new int[64];
        private byte[] packed = new byte[0];
        private int packedLength;

        public void add(String text) {
            byte[] utf8 = text.getBytes(UTF_8);
            add(utf8, 0, utf8.length);
        }

        /// @param utf8 holds the text of the cell, from an index up to another
        public void add(byte[] utf8, int from, int to) {
            if (segmentRows == codesOrEnds.length) {
                codesOrEnds = Arrays.copyOf(codesOrEnds, segmentRows * 2);
            }
            if (coding) {
                codesOrEnds[segmentRows++] = dictionary.code(utf8, from, to);
            } else {
                int length = to - from;
                if (packedLength + length > packed.length) {
                    int wanted = Math.max(packed.length * 2, packedLength + length);
                    packed = Arrays.copyOf(packed, Math.max(wanted, SEGMENT_ROWS));
                }
                System.arraycopy(utf8, from, packed, packedLength, length);
                packedLength += length;
                codesOrEnds[segmentRows++] = packedLength;
            }
            rows++;
            if (segmentRows == SEGMENT_ROWS) {
                endSegment();
            }
        }

        public int rows() {
            return rows;
        }

        public Cells build() {
            if (segmentRows > 0) {
                endSegment();
            }
            dictionary.close();
            return new Cells(rows, dictionary, segments);
        }

        private void endSegment() {
            if (coding) {
                segments.add(
                        dictionary.size() <= 256
                                ? new ByteCodes(codesOrEnds, segmentRows)
                                : new ShortCodes(codesOrEnds, segmentRows));
                coding = dictionary.size() + SEGMENT_ROWS <= MOST_VALUES && !mostlyDiffer();
            } else {
                segments.add(new Packed(packed, packedLength, codesOrEnds, segmentRows));
                packedLength = 0;
            }
            segmentRows = 0;
        }

        private boolean mostlyDiffer() {
            return rows >= TRIAL_ROWS && dictionary.size() > rows / 4 * 3;
        }
    }
}
