package io.prox.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.simulators.company.Company;
import io.prox.simulators.company.CompanyEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// Lets the demo company's website and mails send what is done: what leads did in the past as its
/// history, and from then on visitors as they come, through the door that every website uses.
final class VisitFeed {
    static final String SOURCE = "Website";

    private static final String SITE = "https://www.planwerk.example";
    private static final int AT_ONCE = 200;
    private static final int SENDERS = 2;
    private static final int CONFUSED_CLOCK_SECONDS = 3 * 60 * 60;

    /// About five a second, in bursts.
    private static final long PAUSE_MILLIS = 1_000;

    private static final int MOST_OF_A_BURST = 9;
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/product",
                    "/product/scheduling",
                    "/pricing",
                    "/customers/nordfracht",
                    "/blog/loading-bays",
                    "/demo",
                    "/contact");
    private static final List<String> MEDIA = List.of("", "", "organic", "cpc", "email", "social");
    private static final String CRAWLER =
            "Mozilla/5.0 (compatible; Trawler/2.1; +https://trawler.example/bot)";
    private static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36";

    private final Api server;
    private final Api browser;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<String> progress;

    private VisitFeed(
            Api server,
            Api browser,
            Clock clock,
            RandomGenerator random,
            Consumer<String> progress) {
        this.server = server;
        this.browser = browser;
        this.clock = clock;
        this.random = random;
        this.progress = progress;
    }

    /// Makes the source of the events, with keys of its own.
    ///
    /// @param api may change sources
    /// @param random decides who comes, and has names for what is new; not the same in two runs
    static VisitFeed of(
            Api api, URI address, Clock clock, RandomGenerator random, Consumer<String> progress)
            throws InterruptedException {
        JsonNode source = api.post("/v1/sources", Map.of("name", SOURCE), Map.of());
        String keys = "/v1/sources/" + source.get("id").asString() + "/keys";
        for (JsonNode earlier : api.get(keys).get("keys")) {
            if (!earlier.has("revokedAt")) {
                api.delete(keys + "/" + earlier.get("id").asString());
            }
        }
        return new VisitFeed(
                new Api(address, key(api, keys, "server")),
                new Api(address, key(api, keys, "browser")),
                clock,
                random,
                progress);
    }

    private static String key(Api api, String keys, String channel) throws InterruptedException {
        return api.post(keys, Map.of("channel", channel), Map.of()).get("secret").asString();
    }

    /// Sends what leads did until an instant.
    void past(Company company, Instant until) throws InterruptedException {
        var batch = new ArrayList<Map<String, Object>>();
        var sent = new ArrayList<Future<?>>();
        long count = 0;
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (CompanyEvent event : (Iterable<CompanyEvent>) company.events(until)::iterator) {
                batch.add(message(event));
                count++;
                if (batch.size() == AT_ONCE) {
                    List<Map<String, Object>> full = List.copyOf(batch);
                    sent.add(senders.submit(() -> send(server, "/v1/import", full)));
                    batch.clear();
                }
            }
            send(server, "/v1/import", batch);
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        progress.accept("%s: %,d events of the past in.".formatted(SOURCE, count));
    }

    private static Map<String, Object> message(CompanyEvent event) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("messageId", event.id());
        message.put("timestamp", event.at().toString());
        message.put("userId", event.email());
        switch (event.what()) {
            case PAGE -> {
                message.put("type", "page");
                message.put("properties", Map.of("url", SITE + event.where()));
            }
            case DEED -> {
                message.put("type", "track");
                message.put("event", event.where());
            }
        }
        if (!event.medium().isEmpty()) {
            message.put("context", Map.of("campaign", Map.of("medium", event.medium())));
        }
        return message;
    }

    private static Object send(Api to, String path, List<Map<String, Object>> messages) {
        try {
            return to.post(path, Map.of("batch", messages), Map.of());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return stopped;
        }
    }

    /// Lets visitors come until the thread is interrupted: leads whose devices are known,
    /// strangers, a crawler, and phones that tell in the evening what was done in the afternoon.
    ///
    /// @param emails of leads that are open
    void live(List<String> emails) {
        progress.accept("Visitors come to the website, about five events a second.");
        while (pause()) {
            int kind = random.nextInt(10);
            if (kind < 4 && !emails.isEmpty()) {
                lead(emails.get(random.nextInt(emails.size())));
            } else if (kind < 8) {
                visit(new Visitor(name(), BROWSER), clock.instant());
            } else if (kind == 8) {
                visit(new Visitor("crawler-1", CRAWLER), clock.instant());
            } else {
                visit(
                        new Visitor(name(), BROWSER),
                        clock.instant().minusSeconds(random.nextInt(CONFUSED_CLOCK_SECONDS)));
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private String name() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private record Visitor(String device, String agent) {}

    /// The website knows its user, whom its server names; the pages tell of the device.
    private void lead(String email) {
        String device = UUID.nameUUIDFromBytes(email.getBytes(UTF_8)).toString();
        Instant now = clock.instant();
        send(
                server,
                "/v1/batch",
                List.of(
                        Map.of(
                                "type",
                                "identify",
                                "messageId",
                                name(),
                                "timestamp",
                                now.toString(),
                                "userId",
                                email,
                                "anonymousId",
                                device)));
        visit(new Visitor(device, BROWSER), now);
        if (random.nextInt(12) == 0) {
            send(
                    browser,
                    "/v1/batch",
                    List.of(
                            track(
                                    "Demo Requested",
                                    new Visitor(device, BROWSER),
                                    now.plusMillis(200))));
        }
    }

    private void visit(Visitor visitor, Instant begun) {
        var messages = new ArrayList<Map<String, Object>>();
        int pages = 1 + random.nextInt(MOST_OF_A_BURST);
        String medium = MEDIA.get(random.nextInt(MEDIA.size()));
        Instant at = begun.minusSeconds(20L * pages);
        for (int page = 0; page < pages; page++) {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("type", "page");
            message.put("messageId", name());
            message.put("timestamp", at.toString());
            message.put("anonymousId", visitor.device());
            message.put(
                    "properties", Map.of("url", SITE + PAGES.get(random.nextInt(PAGES.size()))));
            message.put(
                    "context",
                    page == 0 && !medium.isEmpty()
                            ? Map.of(
                                    "userAgent", visitor.agent(),
                                    "campaign", Map.of("medium", medium))
                            : Map.of("userAgent", visitor.agent()));
            messages.add(message);
            at = at.plusSeconds(20);
        }
        send(browser, "/v1/batch", messages);
    }

    private Map<String, Object> track(String name, Visitor visitor, Instant at) {
        return Map.of(
                "type", "track",
                "messageId", name(),
                "timestamp", at.toString(),
                "anonymousId", visitor.device(),
                "event", name,
                "context", Map.of("userAgent", visitor.agent()));
    }
}
