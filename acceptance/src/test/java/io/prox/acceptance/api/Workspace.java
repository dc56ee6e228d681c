package io.prox.acceptance.api;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.OneTimeLinks;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Workspaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A workspace with one of everything in it. Every text in it contains its mark.
///
/// Whoever adds something that has an identifier in an address adds one of it here.
final class Workspace {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WholeSystem system;
    private final String mark;
    private final WorkspaceId id;
    private final User administrator;

    /// Identifiers by beginning of the pattern: the longest that fits counts.
    private final Map<String, String> identifiers = new LinkedHashMap<>();

    private final List<String> secrets = new ArrayList<>();

    /// @param mark a word that occurs nowhere else
    Workspace(WholeSystem system, String mark) {
        this.system = system;
        this.mark = mark;
        this.id = system.part(Workspaces.class).make("Workspace " + mark, false).id();
        this.administrator = system.makeUser(id, "admin." + mark, Role.ADMINISTRATOR);
        fill();
    }

    private void fill() {
        User other = system.makeUser(id, "other." + mark, Role.REPRESENTATIVE);
        identifiers.put("/v1/users/", other.id());
        identifiers.put(
                "/v1/links/",
                system.part(OneTimeLinks.class)
                        .make(id, other.id(), OneTimeLinks.Purpose.PASSWORD_RESET));
        identifiers.put(
                "/v1/keys/",
                does(
                                "POST",
                                "/v1/keys",
                                "{\"name\":\"Key %s\",\"permissions\":[\"leads:read\"]}"
                                        .formatted(mark))
                        .at("/key/id")
                        .asString());
        identifiers.put(
                "/v1/sessions/", does("GET", "/v1/sessions", "").at("/sessions/0/id").asString());
        String lead =
                does(
                                "POST",
                                "/v1/leads",
                                """
                                {"source":"Source %1$s","fields":{"email":"lead@%1$s.example",
                                 "firstName":"%1$s","Note":"%1$s","outcome":"won"}}
                                """
                                        .formatted(mark))
                        .get("id")
                        .asString();
        identifiers.put("/v1/leads/", lead);
        identifiers.put(
                "/v1/work/",
                does(
                                "POST",
                                "/v1/leads",
                                """
                                {"source":"Source %1$s","fields":{"email":"open@%1$s.example",
                                 "company":"%1$s"}}
                                """
                                        .formatted(mark))
                        .get("id")
                        .asString());
        identifiers.put("/v1/accounts/", mark + ".example");
        identifiers.put(
                "/v1/sources/",
                does("POST", "/v1/sources", "{\"name\":\"Shop %s\"}".formatted(mark))
                        .get("id")
                        .asString());
        identifiers.put(
                "/v1/views/",
                does(
                                "POST",
                                "/v1/views",
                                "{\"name\":\"View %s\",\"query\":\"grade=A\",\"shared\":true}"
                                        .formatted(mark))
                        .get("id")
                        .asString());
        WholeSystem.Answer brought =
                system.upload(
                        "/v1/imports?file=%1$s.csv&source=%1$s".formatted(mark),
                        "email,Note\nfile@%1$s.example,%1$s\nno address,%1$s\n".formatted(mark),
                        session());
        identifiers.put("/v1/imports/", JSON.readTree(brought.body()).get("id").asString());
        identifiers.put("/v1/models/", row("scoring.model", "model_"));
        identifiers.put("/v1/trainings/", row("platform.job", "job_"));
        identifiers.put("/v1/rejected/", row("platform.rejected", "rejected_"));
        identifiers.put("/v1/kept-events/", row("ingestion.kept_event", "event_"));
        secrets.add(administrator.id());
    }

    /// A row that only a long work would bring about otherwise.
    private String row(String table, String prefix) {
        String identifier = prefix + "01" + mark;
        String values =
                switch (table) {
                    case "scoring.model" ->
                            """
                            (workspace_id, model_id, created_at, quick, training_id, file, summary)
                            VALUES ('%s', '%s', now(), false, '', '',
                                '{"verdict":"useful","words":"%s","leads":1,"snapshots":1,"won":1,
                                  "rocAuc":{"value":0.7,"low":0.6,"high":0.8},"rulesRocAuc":0.5}')
                            """;
                    case "platform.job" ->
                            """
                            (workspace_id, job_id, kind, subject, started_by, created_at, status)
                            VALUES ('%s', '%s', 'training', '', 'user_1', now(), 'done')
                            """;
                    case "platform.rejected" ->
                            """
                            (workspace_id, rejected_id, consumer, topic, partition, record_offset,
                                record_key, record_value, problem, detail, version, rejected_at)
                            VALUES ('%s', '%s', 'test', 'leads', 0, 0, NULL, NULL,
                                'UNEXPECTED', '', '', now())
                            """;
                    case "ingestion.kept_event" ->
                            """
                            (workspace_id, kept_id, stage, source_id, channel, received_at, reason,
                                faults, version, day, persons)
                            VALUES ('%s', '%s', 'refused', 'source_1', 'server', now(), '', '[]', '',
                                current_date, '{}')
                            """;
                    default -> throw new IllegalArgumentException(table);
                };
        system.test()
                .asSuperuser(
                        "INSERT INTO %s %s"
                                .formatted(table, values.formatted(id.value(), identifier, mark)));
        return identifier;
    }

    WorkspaceId id() {
        return id;
    }

    String administrator() {
        return administrator.id();
    }

    String mark() {
        return mark;
    }

    /// A user who is not the administrator.
    String colleague() {
        return identifier("/v1/users/");
    }

    /// @param beginning of the patterns of addresses that take it
    String identifier(String beginning) {
        return Objects.requireNonNull(identifiers.get(beginning), beginning);
    }

    /// Headers of its administrator, in a session of its own.
    String[] session() {
        return system.session(id, administrator);
    }

    /// An address with identifiers of this workspace in it.
    String path(Endpoint endpoint) {
        return identifiers.entrySet().stream()
                .filter(entry -> endpoint.pattern().startsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey())
                .map(entry -> endpoint.path(entry.getValue()))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Workspace has no identifier for %s: add one"
                                                .formatted(endpoint)));
    }

    /// What someone else might put into a filter or a body.
    List<String> values() {
        var values = new ArrayList<>(identifiers.values());
        values.addAll(secrets);
        values.add(id.value());
        values.add(mark);
        values.add("lead@%s.example".formatted(mark));
        return values;
    }

    /// What must not be shown to others: beside the mark, what is not told by it.
    boolean isIn(String answer) {
        return answer.contains(mark)
                || answer.contains(id.value())
                || values().stream().anyMatch(answer::contains);
    }

    private JsonNode does(String method, String path, String body) {
        WholeSystem.Answer answer = system.ask(method, path, body, session());
        if (answer.status() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer);
        }
        return JSON.readTree(answer.body());
    }
}
