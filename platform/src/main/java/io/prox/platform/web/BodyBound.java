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
import java.util.Locale;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Bounds the bodies that are read into memory, which are those in JSON: by what they say of their
/// length, and by what really comes.
final class BodyBound extends OncePerRequestFilter {
    /// 500 leads of 4 KiB each.
    static final int MOST_BYTES = 2 << 20;

    private static final long PASSED_OVER = 16 << 20;
    private static final int PIECE = 8_192;

    private final HandlerExceptionResolver problems;

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
        try {
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public ServletInputStream getInputStream() throws IOException {
                            return new Bounded(super.getInputStream());
                        }
                    },
                    response);
        } finally {
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

    private static final class Bounded extends ServletInputStream {
        private final ServletInputStream stream;
        private long read;

        Bounded(ServletInputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            int next = stream.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = stream.read(bytes, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int more) {
            read += more;
            if (read > MOST_BYTES) {
                throw tooLarge();
            }
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
