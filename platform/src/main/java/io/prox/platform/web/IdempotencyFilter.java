package io.prox.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.platform.access.Caller;
import io.prox.platform.log.Faults;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.IdempotentRequests.Answer;
import io.prox.platform.web.IdempotentRequests.Found;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Carries a POST out once for each `Idempotency-Key` of its caller. What is sent again is answered
/// as it was the first time, for a day; only what went well counts as carried out.
final class IdempotencyFilter extends OncePerRequestFilter {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    /// Set on a request whose answer is not to be kept.
    static final String SHOWN_ONCE = ShownOnce.class.getName();

    /// Set on a request of which nobody knows whether it took effect.
    static final String UNKNOWN = IdempotencyFilter.class.getName() + ".unknown";

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final int LONGEST_KEY = 200;
    private static final int MOST_OF_AN_ANSWER = 256 << 10;
    private static final int FIRST_FAILURE = 300;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// How often to try to write down how a request ended: for an hour.
    private static final int TRIES = 3_600;

    private final IdempotentRequests requests;
    private final HandlerExceptionResolver problems;

    /// @param problems answers what goes wrong before an endpoint is reached
    IdempotencyFilter(IdempotentRequests requests, HandlerExceptionResolver problems) {
        this.requests = requests;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(KEY) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller = Callers.current();
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            once(caller.get(), request, response, chain);
        } catch (ProblemException | DataAccessException | TransactionException trouble) {
            problems.resolveException(request, response, null, trouble);
        }
    }

    private void once(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        String keyHash = hash(key(request).getBytes(UTF_8));
        HttpServletRequest kept = isJson(request) ? new Kept(request) : request;
        switch (requests.begin(caller, keyHash, fingerprint(kept))) {
            case Found.New() -> carryOut(caller, keyHash, kept, response, chain);
            case Found.OfAnother() ->
                    throw new ProblemException(
                            ProblemType.KEY_REUSED,
                            "It came with another address or body the first time.");
            case Found.UnderWay() ->
                    throw ProblemException.passing(
                            ProblemType.CONFLICT,
                            "The first request with this idempotency key is still being carried out.",
                            PAUSE);
            case Found.Unknown() ->
                    throw new ProblemException(
                            ProblemType.CONFLICT,
                            "The first request with this idempotency key was cut off; it may have taken effect or not. Look, and use another key if it has to be done.");
            case Found.Answered(Answer answer) -> answerAgain(answer, response);
        }
    }

    private void carryOut(
            Caller caller,
            String keyHash,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var caching = new ContentCachingResponseWrapper(response);
        boolean done = false;
        try {
            chain.doFilter(request, caching);
            done = caching.getStatus() < FIRST_FAILURE;
        } finally {
            if (!done && request.getAttribute(UNKNOWN) == null) {
                write(() -> requests.forget(caller, keyHash));
            }
        }
        if (done) {
            byte[] body = caching.getContentAsByteArray();
            boolean isKept =
                    request.getAttribute(SHOWN_ONCE) == null && body.length <= MOST_OF_AN_ANSWER;
            var answer =
                    new Answer(
                            caching.getStatus(),
                            Optional.ofNullable(caching.getContentType()),
                            isKept ? body : null);
            write(() -> requests.keep(caller, keyHash, answer));
        }
        caching.copyBodyToResponse();
    }

    /// Writes down how a request ended; while the database does not answer, later. The request
    /// itself is over, and its answer does not depend on this.
    private static void write(Runnable write) {
        if (!hasWritten(write)) {
            Thread.ofVirtual().name("idempotency").start(() -> writeLater(write));
        }
    }

    private static void writeLater(Runnable write) {
        try {
            int tries = 0;
            do {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            } while (!hasWritten(write) && ++tries < TRIES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether there is nothing left to do
    private static boolean hasWritten(Runnable write) {
        try {
            write.run();
            return true;
        } catch (RuntimeException trouble) {
            boolean passes = Faults.pass(trouble);
            LOG.atLevel(passes ? Level.DEBUG : Level.ERROR)
                    .setCause(trouble)
                    .log("How a request with an idempotency key ended was not kept");
            return !passes;
        }
    }

    private static void answerAgain(Answer answer, HttpServletResponse response)
            throws IOException {
        byte[] body = answer.body();
        if (body == null) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "It was carried out under this idempotency key already. Its answer was not kept: it was too large, or held a secret that is shown once.");
        }
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        answer.contentType().ifPresent(response::setContentType);
        response.getOutputStream().write(body);
    }

    private static String key(HttpServletRequest request) {
        String key = request.getHeader(KEY);
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The header %s has 1 to %d characters.".formatted(KEY, LONGEST_KEY),
                    List.of(new FieldError(KEY, "is empty or too long")));
        }
        return key;
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }

    /// Of a body that is not read into memory, its length has to do.
    private static String fingerprint(HttpServletRequest request) {
        String head =
                String.join(
                        "\n",
                        request.getMethod(),
                        request.getRequestURI(),
                        String.valueOf(request.getQueryString()),
                        String.valueOf(request.getContentType()),
                        Long.toString(request.getContentLengthLong()));
        return request instanceof Kept kept
                ? hash(head.getBytes(UTF_8)) + hash(kept.body)
                : hash(head.getBytes(UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// A request whose body was read and can be read again.
    private static final class Kept extends HttpServletRequestWrapper {
        private final byte[] body;

        Kept(HttpServletRequest request) throws IOException {
            super(request);
            this.body = request.getInputStream().readAllBytes();
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(new ByteArrayInputStream(body));
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(@Nullable ReadListener listener) {
            throw new UnsupportedOperationException("read on the request's own thread");
        }
    }
}
