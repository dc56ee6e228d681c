package io.prox.platform.web;

import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds the bodies that are read into memory: each, and all that are in work at once together.
/// What is small is always let in, so that few who send much keep nobody out.
public final class BytesInWork {
    private static final int SMALL = 16 << 10;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final long mostOfOne;
    private final long mostAtOnce;
    private final AtomicLong inWork = new AtomicLong();

    /// @param mostOfOne bytes of one body
    /// @param mostAtOnce bytes in work at once, beyond what is small
    public BytesInWork(long mostOfOne, long mostAtOnce) {
        this.mostOfOne = mostOfOne;
        this.mostAtOnce = mostAtOnce;
    }

    /// Begins to count one body.
    public Count begin() {
        return new Count();
    }

    /// What is answered to a body that is too large.
    public ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                mostOfOne >> 20 > 0
                        ? "Send at most %d MiB at once.".formatted(mostOfOne >> 20)
                        : "Send at most %d KiB at once.".formatted(mostOfOne >> 10));
    }

    /// The bytes of one body, until it is closed. Used by one thread.
    public final class Count implements AutoCloseable {
        private long read;
        private long held;

        private Count() {}

        /// @throws ProblemException if that is too much, of this body or of all together
        public void add(int more) {
            read += more;
            if (read > mostOfOne) {
                throw tooLarge();
            }
            long large = Math.max(0, read - SMALL) - held;
            held += large;
            if (inWork.addAndGet(large) > mostAtOnce && large > 0) {
                throw ProblemException.passing(
                        ProblemType.NOT_READY,
                        "Very much is being sent at once. Nothing of this was stored. Try again.",
                        A_MOMENT);
            }
        }

        public long read() {
            return read;
        }

        @Override
        public void close() {
            inWork.addAndGet(-held);
            held = 0;
        }
    }
}
