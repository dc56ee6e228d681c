package io.prox.console.work.live;

import io.prox.platform.access.Caller;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// News for one who looks on, gathered until they take it. Who takes it too slowly is cut off, and
/// asks for everything when they come back.
///
/// Safe for use by several threads.
final class ChangeStream {
    private static final int MOST_LEADS = 2_000;

    private final Caller caller;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Set<String> leads = new LinkedHashSet<>();
    private @Nullable String model;
    private boolean ended;

    ChangeStream(Caller caller) {
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    /// What has come together since it was last asked for.
    ///
    /// @param model that is shown now, if another one is
    /// @param leads in the order in which they changed first
    record News(Optional<String> model, List<String> leads) {
        News {
            leads = List.copyOf(leads);
        }
    }

    void addLeads(Collection<String> changed) {
        lock.lock();
        try {
            leads.addAll(changed);
            ended = ended || leads.size() > MOST_LEADS;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void addModel(String shown) {
        lock.lock();
        try {
            model = shown;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// No more news.
    void end() {
        lock.lock();
        try {
            ended = true;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for news.
    ///
    /// @return empty if none came in that time, or the stream has ended
    Optional<News> take(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (leads.isEmpty() && model == null && !ended && left > 0) {
                left = something.awaitNanos(left);
            }
            if (ended || (leads.isEmpty() && model == null)) {
                return Optional.empty();
            }
            var news = new News(Optional.ofNullable(model), List.copyOf(leads));
            leads.clear();
            model = null;
            return Optional.of(news);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the stream ends.
    ///
    /// @return whether it has
    boolean awaitEnd(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!ended && left > 0) {
                left = something.awaitNanos(left);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
