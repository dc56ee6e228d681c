package io.prox.ingestion.tracking;

import io.prox.contracts.Bytes;
import io.prox.platform.database.Database;
import io.prox.tracker.Tracker;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// All versions of the script that this installation ever served: a page that loads an older one
/// goes on to work when ProX is updated.
final class Scripts {
    private static final String KEEP =
            """
            INSERT INTO ingestion.tracker_script (version, integrity, plain, brotli, gzip, since)
            VALUES (:version, :integrity, :plain, :brotli, :gzip, :now)
            ON CONFLICT DO NOTHING
            """;
    private static final String FIND =
            """
            SELECT version, integrity, plain, brotli, gzip FROM ingestion.tracker_script
            WHERE version = :version
            """;

    /// More are no versions, but guesses.
    private static final int MOST_REMEMBERED = 100;

    private final Database database;
    private final Script newest;
    private final Map<String, Script> known = new ConcurrentHashMap<>();

    Scripts(Database database, Tracker tracker) {
        this.database = database;
        this.newest =
                new Script(
                        tracker.version(),
                        tracker.integrity(),
                        Bytes.of(tracker.bytes()),
                        Bytes.of(tracker.brotli()),
                        Bytes.of(tracker.gzip()));
    }

    /// The one that new pages are told to load.
    Script newest() {
        return newest;
    }

    /// Keeps the newest for later versions of ProX.
    void keep(Instant now) {
        database.transaction(
                () ->
                        database.sql()
                                .sql(KEEP)
                                .param("version", newest.version())
                                .param("integrity", newest.integrity())
                                .param("plain", newest.plain().array())
                                .param("brotli", newest.brotli().array())
                                .param("gzip", newest.gzip().array())
                                .param("now", now.atOffset(ZoneOffset.UTC))
                                .update());
    }

    Optional<Script> find(String version) {
        if (version.equals(newest.version())) {
            return Optional.of(newest);
        }
        Script remembered = known.get(version);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<Script> found =
                database.transaction(
                        () ->
                                database.sql()
                                        .sql(FIND)
                                        .param("version", version)
                                        .query(
                                                (row, number) ->
                                                        new Script(
                                                                row.getString("version"),
                                                                row.getString("integrity"),
                                                                Bytes.of(row.getBytes("plain")),
                                                                Bytes.of(row.getBytes("brotli")),
                                                                Bytes.of(row.getBytes("gzip"))))
                                        .optional());
        if (known.size() < MOST_REMEMBERED) {
            found.ifPresent(script -> known.put(version, script));
        }
        return found;
    }
}
