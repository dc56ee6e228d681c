package io.prox.acceptance.api;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.platform.access.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The description of the API says what is served: all of it, and nothing else.
class OpenApiTest {
    private static final WholeSystem SYSTEM = WholeSystem.get();
    private static final JsonNode API = read();

    /// What the console's types are made from.
    private static final Path KEPT = Path.of("../console/web/src/api/openapi.json");

    private static final String WRITE = "prox.openapi.write";
    private static final String HOW =
            "./prox test -pl acceptance -am -Dexec.skip=true -Dtest=OpenApiTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -D"
                    + WRITE
                    + "=true";

    private static JsonNode read() {
        WholeSystem.Answer answer = SYSTEM.ask("GET", "/v1/openapi.json", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static Stream<Endpoint> endpoints() {
        return SYSTEM.endpoints().stream()
                .filter(endpoint -> endpoint.pattern().startsWith("/v1/"));
    }

    private static JsonNode operation(Endpoint endpoint) {
        return API.at(
                "/paths/"
                        + endpoint.pattern().replace("/", "~1")
                        + "/"
                        + endpoint.method().toLowerCase(Locale.ROOT));
    }

    @Test
    void listsWhatIsServed() {
        var described = new TreeSet<String>();
        API.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .propertyNames()
                                        .forEach(
                                                method ->
                                                        described.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey())));

        assertThat(described)
                .containsExactlyElementsOf(
                        Stream.concat(endpoints().map(Endpoint::name), SYSTEM.doors().stream())
                                .collect(toCollection(TreeSet::new)));
    }

    @Test
    void isWhatIsKeptForTheConsole() throws IOException {
        List<String> served = lines();
        if (Boolean.getBoolean(WRITE)) {
            Files.write(KEPT, served);
        }

        List<String> kept = Files.readAllLines(KEPT);

        int same = 0;
        while (same < Math.min(kept.size(), served.size())
                && kept.get(same).equals(served.get(same))) {
            same++;
        }
        assertThat(kept.equals(served))
                .withFailMessage(
                        "console/web/src/api/openapi.json is not what is served. Line %d is%n%s%nand should be%n%s%n"
                                + "Write it anew with%n    %s%nand look at what the console's types make of it.",
                        same + 1, line(kept, same), line(served, same), HOW)
                .isTrue();
    }

    /// The description, without the version of ProX.
    private static List<String> lines() {
        JsonNode same = API.deepCopy();
        ((ObjectNode) same.get("info")).put("version", "development");
        return same.toPrettyString().lines().toList();
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(its end)";
    }

    @Test
    void isTheSameForWhoeverAsks() {
        assertThat(read()).isEqualTo(API);
        assertThat(API.get("servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
    }

    @Test
    void namesEachOperationOnce() {
        List<String> names =
                endpoints()
                        .map(endpoint -> operation(endpoint).get("operationId").asString())
                        .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z]+"));
    }

    @Test
    void describesValuesByTheirForm() {
        assertThat(property("Item", "lead").get("pattern").asString())
                .isEqualTo("^lead_[0-9a-z]{1,40}$");
        assertThat(property("AuditAnswer", "firstBroken").get("type").asString())
                .isEqualTo("integer");
        assertThat(property("WorkListCounts", "byStatus").at("/propertyNames/enum").toString())
                .contains("\"qualified\"");
        assertThat(property("UserAnswer", "role").get("enum").toString())
                .contains("\"data-scientist\"");
        assertThat(API.at("/components/schemas/Item/type").asString()).isEqualTo("object");
        assertThat(API.at("/components/schemas/JsonNode").isMissingNode()).isTrue();
    }

    private static JsonNode property(String schema, String name) {
        return API.at("/components/schemas/" + schema + "/properties/" + name);
    }

    @Test
    void isOfTheVersionThatItSays() {
        assertThat(API.get("openapi").asString()).startsWith("3.1");
        assertThat(API.at("/components/securitySchemes/key/scheme").asString()).isEqualTo("bearer");
        assertThat(API.at("/components/securitySchemes/session/in").asString()).isEqualTo("cookie");
        assertThat(API.at("/components/schemas/Problem/required").toString())
                .contains("type", "title", "status", "detail", "instance");
    }

    @Test
    void saysWhoMayCallEachAndHowItFails() {
        endpoints()
                .forEach(
                        endpoint -> {
                            JsonNode operation = operation(endpoint);
                            assertThat(operation.path("x-permission").asString(""))
                                    .as(endpoint.name())
                                    .isEqualTo(
                                            endpoint.permissions().stream()
                                                    .map(Permission::word)
                                                    .collect(joining(" ")));
                            assertThat(operation.get("security").isEmpty())
                                    .as(endpoint.name())
                                    .isEqualTo(endpoint.isOpen());
                            assertThat(
                                            operation
                                                    .at(
                                                            "/responses/default/content/application~1problem+json/schema/$ref")
                                                    .asString())
                                    .as(endpoint.name())
                                    .isEqualTo("#/components/schemas/Problem");
                        });
    }

    @Test
    void asksForNoParameterThatProXFindsByItself() {
        assertThat(API.toString()).doesNotContain("\"caller\"").doesNotContain("io.prox");
    }

    /// Two records of one name would be described as one.
    @Test
    void describesBodiesAsTheyAre() {
        endpoints()
                .filter(endpoint -> endpoint.body().isPresent())
                .forEach(
                        endpoint -> {
                            String reference =
                                    operation(endpoint)
                                            .at(
                                                    "/requestBody/content/application~1json/schema/$ref")
                                            .asString();
                            JsonNode schema =
                                    API.at(reference.isEmpty() ? "/none" : reference.substring(1));
                            assertThat(new TreeSet<>(schema.at("/properties").propertyNames()))
                                    .as("%s: %s", endpoint, reference)
                                    .isEqualTo(
                                            new TreeSet<>(
                                                    JsonMapper.shared()
                                                            .readTree(
                                                                    Bodies.filled(
                                                                            endpoint.body().get(),
                                                                            "x"))
                                                            .propertyNames()));
                        });
    }

    @Test
    void saysWhatIsAlwaysThere() {
        Map<String, String> required =
                Map.of(
                        "SessionSignInRequest", "[\"email\",\"password\"]",
                        "KeyRequest", "[\"name\",\"permissions\"]",
                        "SessionPasswordRequest", "[\"new\"]");

        required.forEach(
                (schema, names) ->
                        assertThat(API.at("/components/schemas/" + schema + "/required").toString())
                                .as(schema)
                                .isEqualTo(names));
    }
}
