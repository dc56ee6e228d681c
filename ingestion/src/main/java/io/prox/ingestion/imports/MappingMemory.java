package io.prox.ingestion.imports;

import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.imports.Mapping.Mapped;
import io.prox.platform.database.Database;
import io.prox.tables.CellFormat;
import io.prox.tables.DatePattern.Order;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// How the columns of each source were mapped when someone last confirmed it, so that nobody is
/// asked the same twice. Keeps names of columns and words of outcomes, never cells of persons.
final class MappingMemory {
    private static final String READ =
            """
            SELECT memory FROM ingestion.import_memory
            WHERE workspace_id = :workspace AND source_id = :source
            """;
    private static final String WRITE =
            """
            INSERT INTO ingestion.import_memory (workspace_id, source_id, memory)
            VALUES (:workspace, :source, :memory::jsonb)
            ON CONFLICT (workspace_id, source_id) DO UPDATE SET memory = excluded.memory
            """;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;

    MappingMemory(Database database) {
        this.database = database;
    }

    Memory read(WorkspaceId workspace, String source) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(READ)
                                .param("workspace", workspace.value())
                                .param("source", source)
                                .query((row, number) -> row.getString("memory"))
                                .optional()
                                .map(json -> JSON.readValue(json, Memory.class))
                                .orElse(Memory.NONE));
    }

    /// Remembers a mapping, beside what was confirmed for other columns of the source, within the
    /// running transaction.
    void confirm(WorkspaceId workspace, String source, Mapping mapping) {
        Memory before = read(workspace, source);
        var columns = new TreeMap<>(before.columns());
        for (Mapped column : mapping.columns()) {
            columns.put(
                    CellFormat.fold(column.column()),
                    new Remembered(column.field(), column.name()));
        }
        var outcome = new TreeMap<>(before.outcome());
        mapping.outcome().ifPresent(words -> outcome.putAll(words.meanings()));
        var memory = new Memory(columns, outcome, mapping.dateOrder().or(before::dateOrder));
        database.sql()
                .sql(WRITE)
                .param("workspace", workspace.value())
                .param("source", source)
                .param("memory", JSON.writeValueAsString(memory))
                .update();
    }

    /// What was confirmed for a source.
    ///
    /// @param columns by their names, folded
    /// @param outcome won, lost or open by the outcome's value
    record Memory(
            Map<String, Remembered> columns,
            Map<String, String> outcome,
            Optional<Order> dateOrder) {
        static final Memory NONE = new Memory(Map.of(), Map.of(), Optional.empty());

        Memory {
            columns = Map.copyOf(columns);
            outcome = Map.copyOf(outcome);
        }

        Optional<Remembered> of(String column) {
            return Optional.ofNullable(columns.get(CellFormat.fold(column)));
        }
    }

    record Remembered(String field, Optional<String> name) {}
}
