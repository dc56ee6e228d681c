package io.prox.benchmarks.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/// Sends events until it is told to end, each until it is answered with 200, and keeps what was: a
/// ledger of receipts outside of ProX. Some of what was receipted is sent again, as by clients that
/// did not hear the answer.
public final class EventSender implements AutoCloseable {
    /// What the answer is taken for where there was none.
    public static final int NONE = 0;

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int NOT_NOW = 503;
    private static final int MOST_OF_A_BATCH = 30;
    private static final int REPEATED = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI batches;
    private final String key;
    private final ToldEvents story;
    private final int perSecond;
    private final ConcurrentLinkedQueue<Told> receipted = new ConcurrentLinkedQueue<>();
    private final AtomicLong receipts = new AtomicLong();
    private final Map<Integer, Heard> heard = new TreeMap<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();

    /// How one kind of answer came.
    ///
    /// @param status of HTTP, or [#NONE]
    /// @param slowest of them
    /// @param withoutPause those of 503 and 429 that do not say when to try again
    public record Heard(int status, long count, Duration slowest, long withoutPause) {
        private Heard plus(Duration time, boolean lacksPause) {
            return new Heard(
                    status,
                    count + 1,
                    time.compareTo(slowest) > 0 ? time : slowest,
                    withoutPause + (lacksPause ? 1 : 0));
        }
    }

    /// Begins at once.
    ///
    /// @param address of ProX
    /// @param key of a server
    /// @param senders that send side by side
    /// @param perSecond of all senders, at most
    public EventSender(
            URI address, String key, ToldEvents story, int senders, int perSecond, long seed) {
        this.batches = address.resolve("/v1/batch");
        this.key = key;
        this.story = story;
        this.perSecond = perSecond;
        this.threads = Executors.newFixedThreadPool(senders, Thread.ofVirtual().factory());
        for (int number = 0; number < senders; number++) {
            var chance = new Random(seed + number);
            running.add(threads.submit(() -> send(senders, chance)));
        }
    }

    private Void send(int senders, Random chance) throws InterruptedException {
        while (!enough.get()) {
            List<Told> batch = new ArrayList<>();
            int size = 1 + chance.nextInt(MOST_OF_A_BATCH);
            for (int number = 0; number < size; number++) {
                batch.add(story.next());
            }
            long begun = System.nanoTime();
            deliver(batch);
            for (int times = chance.nextInt(REPEATED) == 0 ? 1 + chance.nextInt(3) : 0;
                    times > 0;
                    times--) {
                post(batch);
            }
            long pace = 1_000_000_000L * senders * size / perSecond;
            Thread.sleep(Duration.ofNanos(Math.max(0, pace - (System.nanoTime() - begun))));
        }
        return null;
    }

    /// Sends it until there is a receipt.
    private void deliver(List<Told> batch) throws InterruptedException {
        for (int status = post(batch); status != OK; status = post(batch)) {
            if (status != NONE && status != NOT_NOW && status != TOO_MANY) {
                throw new IllegalStateException("events were answered with " + status);
            }
            Thread.sleep(PAUSE);
        }
        receipted.addAll(batch);
        receipts.addAndGet(batch.size());
    }

    private int post(List<Told> batch) throws InterruptedException {
        byte[] body =
                JSON.writeValueAsBytes(
                        Map.of(
                                "writeKey",
                                key,
                                "batch",
                                batch.stream().map(Told::message).toList()));
        HttpRequest request =
                HttpRequest.newBuilder(batches)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        long begun = System.nanoTime();
        int status = NONE;
        boolean lacksPause = false;
        try {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            status = answer.statusCode();
            lacksPause =
                    (status == NOT_NOW || status == TOO_MANY)
                            && answer.headers().firstValue("Retry-After").isEmpty();
        } catch (IOException nobody) {
            // as between a kill and the next start
        }
        note(status, Duration.ofNanos(System.nanoTime() - begun), lacksPause);
        return status;
    }

    private void note(int status, Duration time, boolean lacksPause) {
        synchronized (heard) {
            heard.put(
                    status,
                    heard.getOrDefault(status, new Heard(status, 0, Duration.ZERO, 0))
                            .plus(time, lacksPause));
        }
    }

    /// Events with a receipt until now.
    public long receipts() {
        return receipts.get();
    }

    /// What was answered until now.
    ///
    /// @param status of HTTP, or [#NONE]
    public Heard heard(int status) {
        synchronized (heard) {
            return heard.getOrDefault(status, new Heard(status, 0, Duration.ZERO, 0));
        }
    }

    /// Ends when all that was begun has its receipt, says whose the devices are, and sends some of
    /// what was receipted once more.
    ///
    /// @return everything that has a receipt
    public List<Told> end() throws InterruptedException, ExecutionException {
        enough.set(true);
        for (Future<?> each : running) {
            each.get();
        }
        List<Told> rest = story.introductions();
        for (int from = 0; from < rest.size(); from += MOST_OF_A_BATCH) {
            deliver(rest.subList(from, Math.min(rest.size(), from + MOST_OF_A_BATCH)));
        }
        List<Told> all = List.copyOf(receipted);
        for (int from = 0; from < all.size(); from += MOST_OF_A_BATCH * REPEATED) {
            post(all.subList(from, Math.min(all.size(), from + MOST_OF_A_BATCH)));
        }
        return all;
    }

    @Override
    public void close() {
        enough.set(true);
        threads.shutdownNow();
        client.close();
    }
}
