package io.prox.ingestion.leads;

import io.prox.contracts.WorkspaceId;
import io.prox.features.reading.FieldKey;
import io.prox.features.reading.OwnNames;
import io.prox.ingestion.leads.Intake.Prepared;
import io.prox.platform.database.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The customer's own columns of each workspace. What differs in case, blanks and signs alone is
/// one column, and is kept under the spelling in which it first came, so that a question has one
/// name whichever source asks it.
public final class OwnColumns {
    private static final String FIND =
            """
            SELECT folded, name FROM ingestion.own_column
            WHERE workspace_id = :workspace AND folded = ANY (:folded)
            """;

    /// In order, so that two transactions never wait for one another.
    private static final String ADD =
            """
            INSERT INTO ingestion.own_column (workspace_id, folded, name)
            SELECT :workspace, folded, name FROM unnest(:folded::text[], :names::text[]) AS new (folded, name)
            ORDER BY folded
            ON CONFLICT DO NOTHING
            """;

    private static final int REMEMBERED = 10_000;

    private final Database database;

    /// Spellings that were met in the table: they never change.
    private final Map<WorkspaceId, Map<String, String>> known = new ConcurrentHashMap<>();

    OwnColumns(Database database) {
        this.database = database;
    }

    /// The spellings under which columns are kept, or would be.
    public UnaryOperator<String> spelling(WorkspaceId workspace, Collection<String> names) {
        Set<String> given = new TreeSet<>(names);
        return spelling(given, find(workspace, folded(given).keySet()));
    }

    /// Leads under the spellings that are kept, or would be.
    List<Prepared> look(WorkspaceId workspace, List<Prepared> leads) {
        Set<String> given = names(leads);
        Map<String, String> names = folded(given);
        Map<String, String> kept = new HashMap<>(names);
        kept.putAll(find(workspace, names.keySet()));
        return spelled(leads, given, kept);
    }

    /// Leads under the spellings that are kept; new columns are kept as they came first. Works
    /// within the running transaction, which has named the workspace.
    List<Prepared> keep(WorkspaceId workspace, List<Prepared> leads) {
        Set<String> given = names(leads);
        Map<String, String> names = folded(given);
        Map<String, String> kept = find(workspace, names.keySet());
        Set<String> missing = new TreeSet<>(names.keySet());
        missing.removeAll(kept.keySet());
        if (!missing.isEmpty()) {
            database.sql()
                    .sql(ADD)
                    .param("workspace", workspace.value())
                    .param("folded", missing.toArray(String[]::new))
                    .param("names", missing.stream().map(names::get).toArray(String[]::new))
                    .update();
            kept.putAll(read(workspace, missing)); // another may have been first
        }
        return spelled(leads, given, kept);
    }

    private static Set<String> names(List<Prepared> leads) {
        Set<String> keys = new HashSet<>(); // rows of a file share theirs
        for (Prepared each : leads) {
            keys.addAll(each.lead().open().keySet());
            keys.addAll(each.lead().sealed().keySet());
        }
        return keys.stream()
                .filter(FieldKey::isOwn)
                .map(FieldKey::ownName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Names by what their spellings have in common; of several spellings the first.
    private static Map<String, String> folded(Set<String> names) {
        Map<String, String> folded = new HashMap<>();
        names.forEach(name -> folded.putIfAbsent(OwnNames.folded(name), name));
        return folded;
    }

    private static UnaryOperator<String> spelling(Set<String> given, Map<String, String> kept) {
        Map<String, String> spellings = new HashMap<>();
        given.forEach(name -> spellings.put(name, kept.getOrDefault(OwnNames.folded(name), name)));
        return name -> spellings.getOrDefault(name, name);
    }

    private static List<Prepared> spelled(
            List<Prepared> leads, Set<String> given, Map<String, String> kept) {
        UnaryOperator<String> spelling = spelling(given, kept);
        return given.stream().allMatch(name -> spelling.apply(name).equals(name))
                ? leads
                : leads.stream()
                        .map(each -> new Prepared(each.lead().spelled(spelling), each.tokens()))
                        .toList();
    }

    /// @return a map that may be changed
    private Map<String, String> find(WorkspaceId workspace, Collection<String> folded) {
        Map<String, String> met =
                known.computeIfAbsent(workspace, first -> new ConcurrentHashMap<>());
        if (met.size() > REMEMBERED) {
            met.clear();
        }
        Map<String, String> found = new HashMap<>();
        Set<String> missing = new TreeSet<>();
        for (String each : folded) {
            String name = met.get(each);
            if (name == null) {
                missing.add(each);
            } else {
                found.put(each, name);
            }
        }
        if (!missing.isEmpty()) {
            Map<String, String> read = database.within(workspace, () -> read(workspace, missing));
            found.putAll(read);
            met.putAll(read);
        }
        return found;
    }

    private Map<String, String> read(WorkspaceId workspace, Collection<String> folded) {
        Map<String, String> names = new HashMap<>();
        database.sql()
                .sql(FIND)
                .param("workspace", workspace.value())
                .param("folded", folded.toArray(String[]::new))
                .query((row, number) -> names.put(row.getString("folded"), row.getString("name")))
                .list();
        return names;
    }
}
