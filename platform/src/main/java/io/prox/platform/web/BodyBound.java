package io.prox.platform.web;

import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Bounds the bodies that are read into memory, which are those in JSON: each by what it says of
/// its length and by what really comes, and all that are in work at once together. What is small is
/// always let in, so that few who send much keep nobody out.
final class BodyBound extends OncePerRequestFilter {
    /// 500 leads of 4 KiB each.
    static final int MOST_BYTES = 2 << 20;

    /// Bytes in work at once, beyond what is small. Parsed, a body takes some times its length.
    static final long MOST_AT_ONCE = 16 << 20;

    private static final int SMALL = 16 << 10;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final long PASSED_OVER = 16 << 20;
    private static final int PIECE = 8_192;

    private final HandlerExceptionResolver problems;
    private final AtomicLong inWork = new AtomicLong();

    /// @param problems answers what goes wrong before an endpoint is reached
    BodyBound(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.toLowerCase(Locale.ROOT).contains("json");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            // A client that is still sending would not read the answer.
            passOver(request);
            problems.resolveException(request, response, null, tooLarge());
            return;
        }
        var counted = new Counted();
        try {
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public ServletInputStream getInputStream() throws IOException {
                            return new Bounded(super.getInputStream(), counted);
                        }
                    },
                    response);
        } finally {
            counted.end();
            // Else the connection would be closed under a client that sends its next request.
            passOver(request);
        }
    }

    /// Reads what of a body nobody wanted, which is not much.
    private static void passOver(HttpServletRequest request) {
        var piece = new byte[PIECE];
        long left = PASSED_OVER;
        try {
            ServletInputStream body = request.getInputStream();
            for (int some = 0; some >= 0 && left > 0; left -= some) {
                some = body.read(piece);
            }
        } catch (IOException gone) {
            // the client does not wait for an answer
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.TOO_LARGE, "Send at most %d MiB at once.".formatted(MOST_BYTES >> 20));
    }

    /// The bytes of one body. Used by one thread.
    private final class Counted {
        private long read;
        private long held;

        void add(int more) {
            read += more;
            if (read > MOST_BYTES) {
                throw tooLarge();
            }
            long large = Math.max(0, read - SMALL) - held;
            held += large;
            if (inWork.addAndGet(large) > MOST_AT_ONCE && large > 0) {
                throw ProblemException.passing(
                        ProblemType.NOT_READY,
                        "Very much is being sent at once. Nothing of this was stored. Try again.",
                        A_MOMENT);
            }
        }

        void end() {
            inWork.addAndGet(-held);
            held = 0;
        }
    }

    private static final class Bounded extends ServletInputStream {
        private final ServletInputStream stream;
        private final Counted counted;

        Bounded(ServletInputStream stream, Counted counted) {
            this.stream = stream;
            this.counted = counted;
        }

        @Override
        public int read() throws IOException {
            int next = stream.read();
            counted.add(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = stream.read(bytes, offset, length);
            counted.add(Math.max(0, some));
            return some;
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
