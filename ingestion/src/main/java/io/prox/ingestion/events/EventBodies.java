package io.prox.ingestion.events;

import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.BytesInWork;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;

/// Reads bodies, packed or not, within bounds.
final class EventBodies {
    /// Of a body as it comes.
    static final int MOST_PACKED = 512 << 10;

    /// Of a body as it is read.
    static final int MOST_BYTES = 2 << 20;

    /// Times its length that a packed body may have; a small one may have more.
    static final int MOST_TIMES = 100;

    private static final int SMALL = 64 << 10;
    private static final long MOST_AT_ONCE = 32 << 20;
    private static final int PIECE = 16 << 10;

    /// What is read of a body that is too large, so that its sender comes to read the answer.
    private static final long PASSED_OVER = 4 << 20;

    private final BytesInWork inWork = new BytesInWork(MOST_BYTES, MOST_AT_ONCE);

    /// A body in memory, which is counted until it is closed.
    static final class Body implements AutoCloseable {
        private final byte[] bytes;
        private final BytesInWork.Count counted;

        private Body(byte[] bytes, BytesInWork.Count counted) {
            this.bytes = bytes;
            this.counted = counted;
        }

        /// Itself, not a copy.
        byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            counted.close();
        }
    }

    /// @throws ProblemException if the body is too large, or not packed as it says
    Body read(HttpServletRequest request) throws IOException {
        boolean packed = isPacked(request);
        InputStream stream = request.getInputStream();
        if (request.getContentLengthLong() > MOST_PACKED) {
            passOver(stream);
            throw tooLarge();
        }
        BytesInWork.Count counted = inWork.begin();
        try {
            var arriving = new Arriving(stream);
            return new Body(
                    packed ? unpacked(arriving, counted) : plain(arriving, counted), counted);
        } catch (ProblemException refused) {
            counted.close();
            passOver(stream);
            throw refused;
        } catch (IOException gone) {
            counted.close();
            throw gone;
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                "Send at most %d KiB at once, %d KiB unpacked."
                        .formatted(MOST_PACKED >> 10, MOST_BYTES >> 10));
    }

    private static boolean isPacked(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                    throw new ProblemException(
                            ProblemType.UNSUPPORTED_MEDIA,
                            "Send the body plain or packed with gzip.");
        };
    }

    private static byte[] plain(Arriving stream, BytesInWork.Count counted) throws IOException {
        var body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int some = stream.read(piece); some >= 0; some = stream.read(piece)) {
            counted.add(some);
            body.write(piece, 0, some);
        }
        return body.toByteArray();
    }

    private static byte[] unpacked(Arriving stream, BytesInWork.Count counted) throws IOException {
        var body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try (var packed = new GZIPInputStream(stream, PIECE)) {
            for (int some = packed.read(piece); some >= 0; some = packed.read(piece)) {
                counted.add(some);
                body.write(piece, 0, some);
                if (body.size() > SMALL && body.size() > MOST_TIMES * stream.arrived()) {
                    throw new ProblemException(
                            ProblemType.TOO_LARGE,
                            "The body is packed more than a hundredfold. Send less at once.");
                }
            }
        } catch (ZipException | EOFException broken) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The body is not packed with gzip, or cut off.");
        }
        return body.toByteArray();
    }

    private static void passOver(InputStream stream) {
        byte[] piece = new byte[PIECE];
        long left = PASSED_OVER;
        try {
            for (int some = 0; some >= 0 && left > 0; left -= some) {
                some = stream.read(piece);
            }
        } catch (IOException gone) {
            // the client does not wait for an answer
        }
    }

    /// Counts what arrives.
    private static final class Arriving extends FilterInputStream {
        private long arrived;

        Arriving(InputStream stream) {
            super(stream);
        }

        long arrived() {
            return arrived;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = super.read(bytes, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int more) {
            arrived += more;
            if (arrived > MOST_PACKED) {
                throw tooLarge();
            }
        }
    }
}
