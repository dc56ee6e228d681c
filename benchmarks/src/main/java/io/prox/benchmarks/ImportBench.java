package io.prox.benchmarks;

import io.prox.app.running.RoleName;
import io.prox.benchmarks.invented.FormLeads;
import io.prox.platform.access.Permission;
import io.prox.platform.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// CSV files of leads nobody has met, from the upload over HTTP to stored, sealed leads: by the
/// role that takes leads in as a service of its own, and with all roles on the same processors, as
/// in `prox up`, where scoring and the work list follow at once.
///
/// The limit beside it is PostgreSQL's own COPY of the same files, in the clear, into a table with
/// one index.
final class ImportBench {
    private static final double ROWS_A_SECOND = 10_000;
    private static final double MOST_HEAP = 256;
    private static final int ROWS = 100_000;
    private static final int ROUNDS = 5;
    private static final int ROWS_WITH_ALL = 50_000;
    private static final int ROUNDS_WITH_ALL = 3;
    private static final double MEBIBYTE = 1024 * 1024;

    private final RunningProx prox;
    private final PrintStream out;
    private final FormLeads leads = new FormLeads(1);
    private final Instant now = Instant.now();

    private ImportBench(RunningProx prox, PrintStream out) {
        this.prox = prox;
        this.out = out;
    }

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("import");
        out.println("starting the role that takes leads in");
        try (RunningProx prox =
                RunningProx.start(
                        EnumSet.of(RoleName.INGESTION),
                        Permission.IMPORTS_READ,
                        Permission.IMPORTS_WRITE,
                        Permission.PERSONAL_READ)) {
            new ImportBench(prox, out).measureAlone(result);
        }
        out.println("starting all of ProX");
        try (RunningProx prox =
                RunningProx.start(
                        Permission.IMPORTS_READ,
                        Permission.IMPORTS_WRITE,
                        Permission.PERSONAL_READ,
                        Permission.WORK_READ)) {
            new ImportBench(prox, out).measureWithAll(result);
        }
        return result;
    }

    private void measureAlone(BenchResult result) throws Exception {
        double cold = first(ROWS);
        List<Double> stored = new ArrayList<>();
        List<Double> copied = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Path file = file(ROWS, "leads-%d.csv".formatted(round));
            copied.add(ROWS / seconds(() -> copy(file)));
            stored.add(ROWS / seconds(() -> prox.bringIn(file, ROWS)));
            out.printf(
                    Locale.ROOT,
                    "round %d of %d: %,.0f rows/s stored and sealed; COPY %,.0f rows/s%n",
                    round,
                    ROUNDS,
                    stored.getLast(),
                    copied.getLast());
        }
        var rate = new Figure("stored and sealed", "rows/s", stored);
        out.println("weighing what lives in the heap while a file comes in");
        var most = new Figure("alive in the heap during an import", "MiB", alive());
        result.add(rate);
        result.add(new Figure("the first file, before Java has compiled", "rows/s", List.of(cold)));
        result.add(new Figure("limit: COPY in the clear", "rows/s", copied));
        result.add(most);
        result.add(Goal.atLeast(ROWS_A_SECOND, "rows a second, stored and sealed", rate.median()));
        result.add(Goal.atMost(MOST_HEAP, "alive in the heap during an import, MiB", most.max()));
    }

    private void measureWithAll(BenchResult result) throws Exception {
        first(ROWS_WITH_ALL);
        List<Double> stored = new ArrayList<>();
        List<Double> listed = new ArrayList<>();
        long known = ROWS_WITH_ALL;
        for (int round = 1; round <= ROUNDS_WITH_ALL; round++) {
            Path file = file(ROWS_WITH_ALL, "leads-%d.csv".formatted(round));
            known += ROWS_WITH_ALL;
            long whole = known;
            long start = System.nanoTime();
            stored.add(ROWS_WITH_ALL / seconds(() -> prox.bringIn(file, ROWS_WITH_ALL)));
            prox.await("/v1/work/counts", counts -> counts.get("total").asLong() >= whole);
            listed.add(ROWS_WITH_ALL / ((System.nanoTime() - start) / 1e9));
            out.printf(
                    Locale.ROOT,
                    "round %d of %d: %,.0f rows/s stored, %,.0f rows/s up to the work list%n",
                    round,
                    ROUNDS_WITH_ALL,
                    stored.getLast(),
                    listed.getLast());
        }
        result.add(new Figure("stored, all roles beside it", "rows/s", stored));
        result.add(new Figure("scored and in the work list", "rows/s", listed));
    }

    /// A file right after the start, by which Java finds out what to compile.
    ///
    /// @return rows a second
    private double first(int rows) throws Exception {
        out.printf(Locale.ROOT, "warming up with %,d rows%n", rows);
        Path file = file(rows, "first.csv");
        return rows / seconds(() -> prox.bringIn(file, rows));
    }

    private Path file(int rows, String name) throws IOException {
        List<Map<String, String>> all = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            all.add(leads.next(now.minus(Duration.ofMinutes(row))));
        }
        return prox.write(all, name);
    }

    private void copy(Path file) throws SQLException, IOException {
        String header;
        try (var lines = Files.lines(file)) {
            header = lines.findFirst().orElseThrow();
        }
        String columns =
                List.of(header.split(",", -1)).stream()
                        .map("\"%s\" text"::formatted)
                        .collect(Collectors.joining(", "));
        try (Connection connection = prox.part(Database.class).source().getConnection();
                Statement statement = connection.createStatement();
                InputStream rows = Files.newInputStream(file)) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TEMPORARY TABLE copied (%s)".formatted(columns));
            statement.execute("CREATE UNIQUE INDEX ON copied (email)");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY copied FROM STDIN (FORMAT csv, HEADER)", rows);
            connection.commit();
            statement.execute("DROP TABLE copied");
            connection.commit();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /// What lives in the heap, time and again while a file comes in, and with it what the client
    /// holds. Each weighing collects all garbage, so that this file is not timed.
    private List<Double> alive() throws Exception {
        Path file = file(ROWS, "weighed.csv");
        var weighings = new ConcurrentLinkedQueue<Double>();
        var memory = ManagementFactory.getMemoryMXBean();
        try (var scales = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> weighing =
                    scales.scheduleWithFixedDelay(
                            () -> {
                                memory.gc();
                                weighings.add(memory.getHeapMemoryUsage().getUsed() / MEBIBYTE);
                            },
                            0,
                            1,
                            TimeUnit.SECONDS);
            prox.bringIn(file, ROWS);
            weighing.cancel(false);
        }
        return List.copyOf(weighings);
    }
}
