package io.prox.app.demo;

import io.prox.simulators.company.Company;
import io.prox.simulators.company.CompanyCall;
import io.prox.simulators.company.CompanyFiles;
import io.prox.simulators.company.CompanySettings;
import io.prox.simulators.company.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Feeds the leads of the demo company into ProX: its past as files, the last days of it and all
/// that follows as calls. Goes on after a restart where it was.
final class CompanyFeed {
    private static final long SEED = 1;
    private static final Duration CALLED = Duration.ofDays(1);
    private static final Duration GAP = Duration.ofSeconds(20);
    private static final int SAVE_EVERY = 20;
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    /// So many of the newest leads come back to the website.
    private static final int OPEN = 400;

    private final Api api;
    private final Path memory;
    private final Clock clock;
    private final Consumer<String> progress;
    private final VisitFeed visits;

    /// @param memory file in which it keeps how far it has come
    /// @param progress hears what happens, in sentences
    CompanyFeed(Api api, VisitFeed visits, Path memory, Clock clock, Consumer<String> progress) {
        this.api = api;
        this.visits = visits;
        this.memory = memory;
        this.clock = clock;
        this.progress = progress;
    }

    /// How far the feed has come.
    ///
    /// @param now of the company: where its past ended
    /// @param calls that were made; -1 before the files of the past are in
    private record Memory(Instant now, long calls) {}

    /// Feeds until the thread is interrupted.
    void run() throws InterruptedException, IOException {
        Memory known = Files.exists(memory) ? recall() : new Memory(clock.instant(), -1);
        Company company = Company.simulate(CompanySettings.usual(SEED, known.now()));
        Instant filesEnd = known.now().minus(CALLED);
        long made = known.calls();
        if (made < 0) {
            // before the files, so that a start after an end in their midst tells of the same past
            remember(known);
            importPast(company, filesEnd);
            visits.past(company, known.now());
            made = 0;
            remember(new Memory(known.now(), made));
        }
        Thread.ofVirtual().name("demo-visitors").start(() -> visits.live(company.emails(OPEN)));
        call(company.calls(filesEnd, GAP), known.now(), made);
    }

    private void importPast(Company company, Instant until)
            throws InterruptedException, IOException {
        Path folder = Files.createTempDirectory("prox-demo");
        try {
            List<WrittenFile> files = CompanyFiles.write(company, folder, until);
            for (WrittenFile file : files) {
                new FileFeed(api, progress).run(file.path(), file.source(), CompanyFields::correct);
            }
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void call(Stream<CompanyCall> calls, Instant now, long made)
            throws InterruptedException, IOException {
        Iterator<CompanyCall> next = calls.skip(made).iterator();
        long count = made;
        // The company's clock stands while nobody watches.
        Instant began = clock.instant();
        Instant from = now;
        boolean live = false;
        while (next.hasNext()) {
            CompanyCall call = next.next();
            if (!live && call.due().isAfter(now)) {
                live = true;
                from = made == 0 ? now : call.due();
                progress.accept(
                        "From here on the company lives: a new lead about every 20 seconds.");
                began = clock.instant();
            }
            if (live) {
                Duration wait =
                        Duration.between(
                                clock.instant(), began.plus(Duration.between(from, call.due())));
                if (wait.isPositive()) {
                    Thread.sleep(wait);
                }
            }
            make(call);
            count++;
            if (live || count % SAVE_EVERY == 0) {
                remember(new Memory(now, count));
            }
        }
    }

    private void make(CompanyCall call) throws InterruptedException {
        SortedMap<String, String> fields =
                switch (call) {
                    case CompanyCall.LeadUpserted lead -> {
                        var all = CompanyFields.named(lead.fields());
                        all.put("source", lead.source());
                        all.put("createdAt", lead.due().toString());
                        yield all;
                    }
                    case CompanyCall.FieldsChanged change -> CompanyFields.named(change.fields());
                    case CompanyCall.LeadWon won ->
                            new TreeMap<>(
                                    Map.of(
                                            "outcome",
                                            "won",
                                            "outcomeAt",
                                            won.due().toString(),
                                            "value",
                                            won.value().toPlainString() + " EUR"));
                    case CompanyCall.LeadLost lost ->
                            new TreeMap<>(
                                    Map.of(
                                            "outcome",
                                            "lost",
                                            "outcomeAt",
                                            lost.due().toString(),
                                            CompanyFields.LOST_REASON,
                                            lost.reason()));
                };
        fields.put("externalId", call.externalId());
        try {
            api.post(
                    "/v1/leads",
                    Map.of(
                            "source", Company.source(call.externalId()),
                            "fields", fields,
                            "occurredAt", call.due().toString()),
                    Map.of("Idempotency-Key", call.id()));
        } catch (Api.RefusedException refused) {
            // Part of the company's life: two leads of one person under two keys, and mistyping.
            if (refused.status() != CONFLICT && refused.status() != INVALID) {
                throw refused;
            }
        }
    }

    private Memory recall() throws IOException {
        String[] parts = Files.readString(memory).strip().split(" ", 2);
        return new Memory(Instant.parse(parts[0]), Long.parseLong(parts[1]));
    }

    private void remember(Memory now) throws IOException {
        Path part = memory.resolveSibling(memory.getFileName() + ".part");
        Files.writeString(part, now.now() + " " + now.calls() + "\n");
        Files.move(part, memory, StandardCopyOption.REPLACE_EXISTING);
    }
}
