package io.prox.tables.reading;

import io.prox.tables.TableException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// The bytes of a file, unpacked if it is packed, and how far they have been read.
final class FileBytes {
    private final TableSource source;
    private final boolean gzip;
    private final long size;
    private volatile long read;

    FileBytes(TableSource source, boolean gzip) {
        this.source = source;
        this.gzip = gzip;
        this.size = source.size();
    }

    boolean isGzip() {
        return gzip;
    }

    /// The share of the file that the stream opened last has read, from 0 to 1.
    double shareRead() {
        return size == 0 ? 1 : Math.min(1, (double) read / size);
    }

    InputStream open() throws IOException {
        InputStream counted = new Counted(source.open());
        if (!gzip) {
            return new BufferedInputStream(counted, 1 << 16);
        }
        try {
            return new Unpacked(new GZIPInputStream(counted, 1 << 16));
        } catch (IOException damaged) {
            counted.close();
            throw damaged;
        }
    }

    /// Counts the bytes of the file.
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
            read = 0;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            // Only the reading thread writes; others may watch.
            read = count > 0 ? read + count : read;
            return count;
        }
    }

    /// Stops where a small file unpacks to a huge one.
    private final class Unpacked extends FilterInputStream {
        private final long bound = Math.max(Limits.UNPACKED_BYTES, size * Limits.UNPACKING_RATIO);
        private long unpacked;

        Unpacked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            unpacked += Math.max(0, count);
            if (unpacked > bound) {
                throw new TableException(
                        ("%s unpacks to more than %d times its size, which no honest table does;"
                                        + " unpack it yourself if you trust it")
                                .formatted(source.name(), Limits.UNPACKING_RATIO));
            }
            return count;
        }
    }
}
