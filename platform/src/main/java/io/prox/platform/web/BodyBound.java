package io.prox.platform.web;

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

/// Bounds the bodies that are read into memory, which are those in JSON: each by what it says of
/// its length and by what really comes, and all that are in work at once together. What is small is
/// always let in, so that few who send much keep nobody out.
final class BodyBound extends OncePerRequestFilter {
    /// 500 leads of 4 KiB each.
    static final int MOST_BYTES = 2 << 20;

    /// Bytes in work at once, beyond what is small. Parsed, a body takes some times its length.
    static final long MOST_AT_ONCE = 16 << 20;

    private static final long PASSED_OVER = 16 << 20;
    private static final int PIECE = 8_192;

    private final HandlerExceptionResolver problems;
    private final BytesInWork inWork = new BytesInWork(MOST_BYTES, MOST_AT_ONCE);

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
            problems.resolveException(request, response, null, inWork.tooLarge());
            return;
        }
        try (var counted = inWork.begin()) {
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public ServletInputStream getInputStream() throws IOException {
                            return new Bounded(super.getInputStream(), counted);
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

    private static final class Bounded extends ServletInputStream {
        private final ServletInputStream stream;
        private final BytesInWork.Count counted;

        Bounded(ServletInputStream stream, BytesInWork.Count counted) {
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
