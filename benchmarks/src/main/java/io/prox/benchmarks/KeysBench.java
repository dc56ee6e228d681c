package io.prox.benchmarks;

import io.prox.benchmarks.running.Until;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.MasterKey;
import io.prox.platform.sealing.NewDataKey;
import io.prox.platform.sealing.Sealing;
import io.prox.platform.sealing.WorkspaceKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The rotation of the master key under all of ProX, from the command to the older key's end, with
/// the keys of many persons, which are all wrapped anew.
///
/// The limit beside it is one statement of PostgreSQL that writes as many bytes into the same rows.
final class KeysBench {
    private static final int KEYS = 100_000;
    private static final int AT_ONCE = 1000;
    private static final int ROUNDS = 3;
    private static final double MOST_SECONDS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private KeysBench() {}

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("keys");
        try (RunningProx prox = RunningProx.start(Permission.LEADS_READ)) {
            WorkspaceId workspace = prox.part(Workspaces.class).all().getFirst();
            out.printf(Locale.ROOT, "making %,d keys%n", KEYS);
            make(prox, workspace);
            List<Double> rotated = new ArrayList<>();
            List<Double> written = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                written.add(write(prox.part(Database.class), workspace));
                rotated.add(rotate(prox.masterKey()));
                out.printf(
                        Locale.ROOT,
                        "round %d of %d: %.1f s; the same rows written %.1f s%n",
                        round,
                        ROUNDS,
                        rotated.getLast(),
                        written.getLast());
            }
            var figure = new Figure("rotation, %,d keys".formatted(KEYS), "s", rotated);
            result.add(figure);
            result.add(new Figure("limit: the same rows written", "s", written));
            result.add(
                    Goal.atMost(
                            MOST_SECONDS,
                            "seconds until %,d keys are wrapped anew and the older master key is gone"
                                    .formatted(KEYS),
                            figure.max()));
        }
        return result;
    }

    private static void make(RunningProx prox, WorkspaceId workspace) {
        Sealing sealing = prox.part(Sealing.class);
        WorkspaceKeys keys = sealing.keys(workspace);
        for (int first = 0; first < KEYS; first += AT_ONCE) {
            Map<String, NewDataKey> made = new HashMap<>();
            for (int number = first; number < first + AT_ONCE; number++) {
                String owner = "lead_%06d".formatted(number);
                made.put(owner, keys.make(owner));
            }
            prox.part(Database.class).within(workspace, () -> sealing.keep(workspace, made));
        }
    }

    private static double write(Database database, WorkspaceId workspace) {
        long start = System.nanoTime();
        database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(
                                    """
                                    UPDATE platform.data_key SET wrapped_key = wrapped_key || ''::bytea
                                    WHERE workspace_id = :workspace
                                    """)
                            .param("workspace", workspace.value())
                            .update();
                });
        return seconds(start);
    }

    private static double rotate(Path masterKey) throws InterruptedException {
        long start = System.nanoTime();
        MasterKey.rotate(masterKey);
        Until.holds("the older key is gone", PATIENCE, () -> keys(masterKey) == 1);
        return seconds(start);
    }

    private static int keys(Path masterKey) {
        try {
            return JsonMapper.shared().readTree(Files.readString(masterKey)).get("key").size();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
