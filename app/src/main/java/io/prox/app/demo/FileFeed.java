package io.prox.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Imports a file, as a person does with the console: upload, look at the mapping, start, wait.
final class FileFeed {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Api api;
    private final Consumer<String> progress;

    FileFeed(Api api, Consumer<String> progress) {
        this.api = api;
        this.progress = progress;
    }

    /// One column of the mapping, which may be corrected.
    record Mapped(String column, String field) {}

    /// @param source whose leads the file holds
    /// @param correct changes what was guessed, by column
    /// @throws ImportException if the file could not be taken in
    void run(Path file, String source, Consumer<Map<String, String>> correct)
            throws InterruptedException {
        JsonNode made =
                api.upload(
                        "/v1/imports?file=%s&source=%s"
                                .formatted(
                                        Api.encoded(String.valueOf(file.getFileName())),
                                        Api.encoded(source)),
                        file);
        String path = "/v1/imports/" + made.get("id").asString();
        api.put(path + "/mapping", mapping(made, correct));
        api.post(path + "/start", Map.of(), Map.of());
        JsonNode now = api.get(path);
        while (List.of("running", "checking", "mapping").contains(now.get("status").asString())) {
            Thread.sleep(LOOK);
            now = api.get(path);
        }
        if (!now.get("status").asString().equals("done")) {
            throw new ImportException(
                    "%s was not imported: %s"
                            .formatted(
                                    file.getFileName(),
                                    now.path("problem").path("detail").asString("")));
        }
        JsonNode result = now.get("result");
        progress.accept(
                "%s: %,d rows in; %,d new leads, %,d known ones, %,d refused."
                        .formatted(
                                source,
                                result.get("rows").asLong(),
                                result.get("created").asLong(),
                                result.get("changed").asLong() + result.get("unchanged").asLong(),
                                result.get("refused").asLong()
                                        + result.path("conflicts").asLong(0)));
    }

    private static ObjectNode mapping(JsonNode made, Consumer<Map<String, String>> correct) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<JsonNode> columns = new ArrayList<>();
        made.get("mapping")
                .get("columns")
                .forEach(
                        column -> {
                            columns.add(column);
                            fields.put(
                                    column.get("column").asString(),
                                    column.get("field").asString());
                        });
        correct.accept(fields);
        ObjectNode mapping = JSON.createObjectNode();
        var list = mapping.putArray("columns");
        for (JsonNode column : columns) {
            String name = column.get("column").asString();
            ObjectNode own = list.addObject();
            own.put("column", name);
            own.put("field", fields.get(name));
            if (column.has("name")) {
                own.set("name", column.get("name"));
            }
        }
        if (made.get("mapping").has("outcome")) {
            mapping.set("outcome", made.get("mapping").get("outcome"));
        }
        return mapping;
    }

    /// A file could not be taken in. The message says why.
    static final class ImportException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ImportException(String message) {
            super(message);
        }
    }
}
