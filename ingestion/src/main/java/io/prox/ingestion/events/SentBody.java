package io.prox.ingestion.events;

import io.prox.contracts.Bytes;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A body taken apart, without a look at what each message says: one that cannot be read does not
/// spoil the others.
///
/// @param writeKey what the body says of who sends it
/// @param sentAt of a batch, as it is written there
/// @param context of a batch, which goes with each of its messages
/// @param messages as they came
record SentBody(
        Optional<String> writeKey,
        Optional<String> sentAt,
        Optional<Bytes> context,
        List<Bytes> messages) {
    /// Of one batch.
    static final int MOST_MESSAGES = 500;

    private static final String BATCH = "batch";
    private static final String WRITE_KEY = "writeKey";
    private static final String SENT_AT = "sentAt";
    private static final String CONTEXT = "context";

    /// Of what lies around messages. Each message has narrower ones of its own.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(1_000)
                                    .maxNameLength(EventBodies.MOST_BYTES)
                                    .maxNumberLength(EventBodies.MOST_BYTES)
                                    .maxStringLength(EventBodies.MOST_BYTES)
                                    .build())
                    .build();

    /// UTF-16 and UTF-32 have one among their first bytes, and JSON in UTF-8 has none at all.
    private static final int FIRST = 4;

    SentBody {
        messages = List.copyOf(messages);
    }

    /// @param isBatch whether several messages lie in it under `batch`; else it is one
    /// @throws ProblemException if it is no JSON, or has not the form of a batch
    static SentBody read(byte[] body, boolean isBatch) {
        for (int place = 0; place < Math.min(FIRST, body.length); place++) {
            if (body[place] == 0) {
                throw new ProblemException(
                        ProblemType.MALFORMED_JSON, "The body is not in UTF-8. Send it so.");
            }
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        isBatch
                                ? "The body is no object. Send {\"batch\": […]}."
                                : "The body is no object. Send one message.");
            }
            SentBody read = isBatch ? batch(parser, body) : single(parser, body);
            if (parser.nextToken() != null) {
                throw malformed(parser);
            }
            read.checkLength();
            return read;
        } catch (JacksonException broken) {
            throw broken.getLocation() == null
                    ? new ProblemException(
                            ProblemType.MALFORMED_JSON, "The body is missing or cut off.")
                    : malformed(
                            broken.getLocation().getLineNr(), broken.getLocation().getColumnNr());
        }
    }

    /// The context is kept with each message.
    private void checkLength() {
        long length = context.map(bytes -> (long) bytes.array().length).orElse(0L);
        if (length * messages.size() > EventBodies.MOST_BYTES) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "The context of the batch is large. Send it with fewer events at once.");
        }
    }

    private static ProblemException malformed(JsonParser parser) {
        return malformed(
                parser.currentLocation().getLineNr(), parser.currentLocation().getColumnNr());
    }

    private static ProblemException malformed(int line, int column) {
        return new ProblemException(
                ProblemType.MALFORMED_JSON,
                "It breaks at line %d, column %d.".formatted(line, column));
    }

    private static SentBody single(JsonParser parser, byte[] body) {
        long start = parser.currentTokenLocation().getByteOffset();
        Optional<String> writeKey = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals(WRITE_KEY)) {
                writeKey = text(parser);
            }
            parser.skipChildren();
        }
        Bytes message = slice(body, start, parser);
        return new SentBody(writeKey, Optional.empty(), Optional.empty(), List.of(message));
    }

    private static SentBody batch(JsonParser parser, byte[] body) {
        Optional<String> writeKey = Optional.empty();
        Optional<String> sentAt = Optional.empty();
        Optional<Bytes> context = Optional.empty();
        List<Bytes> messages = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case WRITE_KEY -> writeKey = text(parser);
                case SENT_AT -> sentAt = text(parser);
                case CONTEXT -> {
                    if (value == JsonToken.START_OBJECT) {
                        context = Optional.of(value(parser, body));
                    }
                }
                case BATCH -> {
                    if (value == JsonToken.START_ARRAY) {
                        messages = messages(parser, body);
                    }
                }
                default -> {
                    // what else there is says nothing
                }
            }
            parser.skipChildren();
        }
        if (messages == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "There is no batch.",
                    List.of(new FieldError("#/batch", "is missing, or is no list of messages")));
        }
        return new SentBody(writeKey, sentAt, context, messages);
    }

    private static List<Bytes> messages(JsonParser parser, byte[] body) {
        var messages = new ArrayList<Bytes>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (messages.size() == MOST_MESSAGES) {
                throw new ProblemException(
                        ProblemType.TOO_LARGE,
                        "Send at most %d events at once.".formatted(MOST_MESSAGES));
            }
            messages.add(value(parser, body));
        }
        return messages;
    }

    private static Optional<String> text(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? Optional.of(parser.getString())
                : Optional.empty();
    }

    /// The whole value at which the parser stands.
    private static Bytes value(JsonParser parser, byte[] body) {
        long start = parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return slice(body, start, parser);
    }

    private static Bytes slice(byte[] body, long start, JsonParser parser) {
        return Bytes.of(
                Arrays.copyOfRange(
                        body,
                        Math.toIntExact(start),
                        Math.toIntExact(parser.currentLocation().getByteOffset())));
    }
}
