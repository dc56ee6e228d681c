package io.prox.app.demo;

import java.nio.file.Path;
import java.time.Duration;
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

    /// What a column is.
    ///
    /// @param field key of a standard field, `own` or `skip`
    /// @param name of a column of one's own; empty elsewhere
    record Mapped(String field, String name) {
        static Mapped standard(String field) {
            return new Mapped(field, "");
        }

        static Mapped own(String name) {
            return new Mapped("own", name);
        }
    }

    /// @param source whose leads the file holds
    /// @param correct changes what was guessed, by column
    /// @throws ImportException if the file could not be taken in
    void run(Path file, String source, Consumer<Map<String, Mapped>> correct)
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

    private static ObjectNode mapping(JsonNode made, Consumer<Map<String, Mapped>> correct) {
        Map<String, Mapped> fields = new LinkedHashMap<>();
        for (JsonNode column : made.get("mapping").get("columns")) {
            fields.put(
                    column.get("column").asString(),
                    new Mapped(column.get("field").asString(), column.path("name").asString("")));
        }
        correct.accept(fields);
        ObjectNode mapping = JSON.createObjectNode();
        var columns = mapping.putArray("columns");
        fields.forEach(
                (column, mapped) -> {
                    ObjectNode one = columns.addObject();
                    one.put("column", column);
                    one.put("field", mapped.field());
                    if (!mapped.name().isEmpty()) {
                        one.put("name", mapped.name());
                    }
                });
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
