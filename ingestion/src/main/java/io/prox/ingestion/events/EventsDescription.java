package io.prox.ingestion.events;

import io.prox.features.events.EventType;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;

/// The door of events in the description of the API. It is a servlet, of which nothing can be read
/// off, so that this says what [EventsServlet] serves.
final class EventsDescription implements OpenApiCustomizer {
    private static final String EVENT = "Event";
    private static final String BATCH = "EventBatch";
    private static final String BATCHED = "batch";
    private static final String TAKEN = "EventsTaken";
    private static final String BASIC = "writeKey";
    private static final String BEARER = "writeKeyBearer";
    private static final String JSON = "application/json";
    private static final String TAG = "ingestion";
    private static final String TEXT = "string";
    private static final String OBJECT = "object";

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents();
        components.addSecuritySchemes(
                BASIC,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description(
                                "A write key of a source, as the name; no password. It may stand in the body too, as `writeKey`."));
        components.addSecuritySchemes(
                BEARER,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A write key of a source."));
        components.addSchemas(EVENT, event());
        components.addSchemas(BATCH, batch());
        components.addSchemas(TAKEN, object(Map.of("success", ofType("boolean")), "success"));
        EventsServlet.types()
                .forEach(
                        (name, type) ->
                                api.path(
                                        EventsServlet.address(name),
                                        new PathItem().post(single(name, type))));
        EventsServlet.batches()
                .forEach(
                        name ->
                                api.path(
                                        EventsServlet.address(name),
                                        new PathItem().post(several(name))));
    }

    private static Operation single(String name, EventType type) {
        return operation(
                name,
                EVENT,
                "Takes one %s message, whatever its `type` says."
                        .formatted(type.name().toLowerCase(Locale.ROOT)));
    }

    private static Operation several(String name) {
        return operation(
                name,
                BATCH,
                "Takes up to %d messages of any type. Stores those that can be read, also where it refuses others.%s"
                        .formatted(
                                SentBody.MOST_MESSAGES,
                                name.equals(EventsServlet.HISTORY)
                                        ? " A history by the key of a server: each counts from when it happened."
                                        : ""));
    }

    private static Operation operation(String name, String body, String what) {
        return new Operation()
                .operationId(
                        "events"
                                + name.substring(0, 1).toUpperCase(Locale.ROOT)
                                + name.substring(1))
                .tags(List.of(TAG))
                .description(
                        what
                                + " A 200 is a receipt: the log has it. Bodies may be packed with gzip, and say `text/plain`.")
                .security(
                        List.of(
                                new SecurityRequirement().addList(BASIC),
                                new SecurityRequirement().addList(BEARER)))
                .requestBody(
                        new RequestBody()
                                .required(true)
                                .content(
                                        new Content()
                                                .addMediaType(JSON, named(body))
                                                .addMediaType("text/plain", named(body))))
                .responses(
                        new ApiResponses()
                                .addApiResponse(
                                        "200",
                                        new ApiResponse()
                                                .description("All of it is stored.")
                                                .content(
                                                        new Content()
                                                                .addMediaType(JSON, named(TAKEN))))
                                .addApiResponse(
                                        "400",
                                        problem(
                                                "Some or all of it was refused; `errors` says what is wrong with each. The others are stored."))
                                .addApiResponse(
                                        "401", problem("The write key is missing or not known."))
                                .addApiResponse(
                                        "413",
                                        problem(
                                                "The body is larger than %d KiB, or %d KiB unpacked."
                                                        .formatted(
                                                                EventBodies.MOST_PACKED >> 10,
                                                                EventBodies.MOST_BYTES >> 10)))
                                .addApiResponse(
                                        "429",
                                        passing(
                                                "The key or the address sends too much. Nothing was stored."))
                                .addApiResponse(
                                        "503",
                                        passing(
                                                "It is not known to be stored. Send it again with the same `messageId`.")));
    }

    private static ApiResponse passing(String description) {
        return problem(description)
                .addHeaderObject(
                        "Retry-After",
                        new Header()
                                .description("Seconds after which to try again.")
                                .schema(ofType("integer")));
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", named("Problem")));
    }

    private static MediaType named(String name) {
        return new MediaType().schema(new Schema<>().$ref(schema(name)));
    }

    private static Schema<?> event() {
        var members = new TreeMap<String, Schema<Object>>();
        Map.of(
                        "type", "identify, track, page, screen, group or alias; read in a batch",
                        "messageId", "by which a repetition is known, for 30 days",
                        "userId", "whom your systems know",
                        "anonymousId", "a device that nobody is known by yet",
                        "previousId", "alias: the identity that is the user's too",
                        "groupId", "group: the account",
                        "event", "track: what was done",
                        "name", "page, screen: what was looked at",
                        "timestamp", "when it happened, by the sender's clock (RFC 3339)",
                        "sentAt", "when it was sent, by the same clock; mends that clock")
                .forEach((name, words) -> members.put(name, ofType(TEXT, words)));
        Map.of(
                        "properties", "track, page, screen: facts about what was done",
                        "traits", "identify, group: facts about the person or the account",
                        "context", "page, campaign, user agent and what else was around")
                .forEach((name, words) -> members.put(name, ofType(OBJECT, words)));
        Schema<Object> event = object(members);
        event.setDescription(
                "A message in the form that Segment specifies: at most %d KiB, %d levels, %d members of an object. Needs `userId` or `anonymousId`; what is not named here is kept with it."
                        .formatted(
                                SentEvent.MOST_BYTES >> 10,
                                SentEvent.DEEPEST,
                                SentEvent.MOST_MEMBERS));
        return event;
    }

    private static Schema<?> batch() {
        Schema<Object> events = ofType("array");
        events.setItems(new Schema<>().$ref(schema(EVENT)));
        events.setMaxItems(SentBody.MOST_MESSAGES);
        var members = new TreeMap<String, Schema<Object>>();
        members.put(BATCHED, events);
        members.put("writeKey", ofType(TEXT, "instead of a header"));
        members.put("sentAt", ofType(TEXT, "of each that has none"));
        members.put("context", ofType(OBJECT, "of each that has none"));
        return object(members, BATCHED);
    }

    private static Schema<Object> object(Map<String, Schema<Object>> members, String... needed) {
        Schema<Object> object = ofType(OBJECT);
        members.forEach(object::addProperty);
        if (needed.length > 0) {
            object.setRequired(List.of(needed));
        }
        return object;
    }

    private static Schema<Object> ofType(String type) {
        var schema = new Schema<>();
        schema.setTypes(Set.of(type));
        return schema;
    }

    private static Schema<Object> ofType(String type, String description) {
        Schema<Object> schema = ofType(type);
        schema.setDescription(description);
        return schema;
    }

    private static String schema(String name) {
        return "#/components/schemas/" + name;
    }
}
