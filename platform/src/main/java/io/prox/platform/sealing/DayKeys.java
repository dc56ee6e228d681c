package io.prox.platform.sealing;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DuplicateKeyException;

/// Keys of the day: what comes in before it is known whose it is is sealed with the key of its
/// workspace and day (UTC), and can be opened for some days after. Then the key is destroyed, and
/// with it all that it sealed, wherever it lies.
///
/// Once opened, a key is kept in memory for as long as it may be used, so that sealing goes on
/// while the database does not answer; tomorrow's is made today for the same reason.
public final class DayKeys {
    private static final String OWNERS =
            """
            SELECT owner_id FROM platform.data_key
            WHERE workspace_id = :workspace AND starts_with(owner_id, :prefix)
            """;

    private final Database database;
    private final Sealing sealing;
    private final String prefix;
    private final Period keep;
    private final Clock clock;
    private final Map<Day, DataKey> opened = new ConcurrentHashMap<>();

    private record Day(WorkspaceId workspace, LocalDate date) {}

    /// @param use for what: keys of different uses are different
    /// @param keep how many days the key of a day can be used after it
    public DayKeys(Database database, Sealing sealing, String use, Period keep, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.prefix = "day/" + use + "/";
        this.keep = keep;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// The key by which is sealed on a day, made if it is new; in a transaction of its own.
    ///
    /// @param date today
    /// @throws SealingException if the day and those for which its key is kept are over
    public DataKey of(WorkspaceId workspace, LocalDate date) {
        return find(workspace, date).orElseGet(() -> make(workspace, date));
    }

    /// The key of a day; empty where none was made, or it is destroyed or about to be.
    public Optional<DataKey> find(WorkspaceId workspace, LocalDate date) {
        if (isOver(date)) {
            return Optional.empty();
        }
        var day = new Day(workspace, date);
        DataKey known = opened.get(day);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<DataKey> found =
                database.within(workspace, () -> sealing.open(workspace, owner(date)));
        found.ifPresent(key -> opened.put(day, key));
        return found;
    }

    private DataKey make(WorkspaceId workspace, LocalDate date) {
        if (isOver(date)) {
            throw new SealingException("The key of %s is over and seals nothing".formatted(date));
        }
        String owner = owner(date);
        try {
            database.within(
                    workspace,
                    () ->
                            sealing.keep(
                                    workspace, Map.of(owner, sealing.keys(workspace).make(owner))));
        } catch (DuplicateKeyException meanwhile) {
            // another process made it
        }
        return find(workspace, date).orElseThrow();
    }

    /// Makes tomorrow's keys, and destroys those that are over. To be called several times a day,
    /// by any number of processes.
    public void visit(List<WorkspaceId> workspaces) {
        opened.keySet().removeIf(day -> isOver(day.date()));
        for (WorkspaceId workspace : workspaces) {
            of(workspace, today());
            of(workspace, today().plusDays(1));
            database.within(workspace, () -> destroy(workspace));
        }
    }

    private void destroy(WorkspaceId workspace) {
        List<String> over =
                database
                        .sql()
                        .sql(OWNERS)
                        .param("workspace", workspace.value())
                        .param("prefix", prefix)
                        .query((row, number) -> row.getString(1))
                        .list()
                        .stream()
                        .filter(owner -> isOver(LocalDate.parse(owner.substring(prefix.length()))))
                        .toList();
        if (!over.isEmpty()) {
            sealing.destroy(workspace, over);
        }
    }

    private boolean isOver(LocalDate date) {
        return date.plus(keep).isBefore(today());
    }

    private String owner(LocalDate date) {
        return prefix + date;
    }
}
