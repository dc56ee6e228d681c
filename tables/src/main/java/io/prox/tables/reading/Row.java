package io.prox.tables.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.tables.Cells;
import io.prox.tables.TableException;
import java.util.Arrays;

/// The cells of one row, one after the other as UTF-8. One instance serves a whole file, so that
/// reading makes no garbage for each cell.
final class Row {
    private byte[] utf8 = new byte[1024];
    private int[] ends = new int[32];
    private int size;
    private long line;

    /// Empties the row.
    ///
    /// @param line where it begins in the file, counted from 1
    void begin(long line) {
        this.line = line;
        size = 0;
    }

    void add(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ensure(bytes.length);
        System.arraycopy(bytes, 0, utf8, start(size), bytes.length);
        end(start(size) + bytes.length);
    }

    void add(char[] characters, int offset, int length) {
        ensure(length * 3);
        int to = start(size);
        for (int index = offset; index < offset + length; index++) {
            char character = characters[index];
            if (character >= 0x80) {
                add(new String(characters, offset, length));
                return;
            }
            utf8[to++] = (byte) character;
        }
        end(to);
    }

    int size() {
        return size;
    }

    long line() {
        return line;
    }

    String text(int cell) {
        return new String(utf8, start(cell), ends[cell] - start(cell), UTF_8);
    }

    void copyTo(Cells.Builder column, int cell) {
        column.add(utf8, start(cell), ends[cell]);
    }

    /// Whether no cell from an index on holds more than blanks.
    boolean isBlankFrom(int cell) {
        for (int index = start(cell); index < start(size); index++) {
            if (utf8[index] != ' ' && utf8[index] != '\t' && utf8[index] != '\r') {
                return false;
            }
        }
        return true;
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }

    private void end(int end) {
        if (size == Limits.COLUMNS) {
            throw new TableException(
                    ("line %d has more than %,d cells, which no table has; is it one of another"
                                    + " kind?")
                            .formatted(line, Limits.COLUMNS));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size++] = end;
    }

    private void ensure(int more) {
        int needed = start(size) + more;
        if (needed > utf8.length) {
            utf8 = Arrays.copyOf(utf8, Math.max(utf8.length * 2, needed));
        }
    }
}
