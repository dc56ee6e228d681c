package io.prox.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.Bytes;
import io.prox.contracts.EventFact.Fault;
import io.prox.features.events.EventReading;
import io.prox.features.events.EventType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A message as it came, with what came around it.
///
/// @param type what its address said that it is; empty where it says so itself
/// @param sentAt of its batch
/// @param agent what the client said of itself when it sent it
/// @param context of its batch, as JSON
/// @param message itself, as JSON
public record SentEvent(
        Optional<EventType> type,
        Optional<String> sentAt,
        Optional<String> agent,
        Optional<Bytes> context,
        Bytes message) {
    /// Of one message.
    static final int MOST_BYTES = 32 << 10;

    static final int DEEPEST = 20;
    static final int LONGEST_NAME = 256;
    static final int LONGEST_TEXT = 8_192;
    static final int LONGEST_NUMBER = 64;

    /// Of one object.
    static final int MOST_MEMBERS = 300;

    private static final String BOUNDS =
            "is nested deeper than %d, or has a name of more than %d, a number of more than %d or a text of more than %,d characters"
                    .formatted(DEEPEST, LONGEST_NAME, LONGEST_NUMBER, LONGEST_TEXT);
    private static final String NO_JSON = "is no object in JSON and UTF-8";
    private static final byte PARTED = '\n';
    private static final String CONTEXT = "context";
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNameLength(LONGEST_NAME)
                                                    .maxNumberLength(LONGEST_NUMBER)
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /// Reads what we wrote.
    private static final JsonMapper OURS = JsonMapper.shared();

    /// What stands around a message in the sealed form.
    private record Around(
            @Nullable String type,
            @Nullable String sentAt,
            @Nullable String agent,
            @Nullable String context) {}

    /// What became of reading it.
    public sealed interface Result {
        /// @param message with the batch's context
        record Read(Map<String, @Nullable Object> message, EventReading.Result event)
                implements Result {}

        record Unreadable(List<Fault> faults) implements Result {}
    }

    /// The parser takes letters that are written with more bytes than they need, behind which
    /// others look for a slash in vain.
    private boolean isUtf8() {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(message.array()));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }

    /// Reads it as the bounds allow.
    ///
    /// @param receivedAt by our clock
    public Result read(Instant receivedAt) {
        if (message.array().length > MOST_BYTES) {
            return unreadable("", "is larger than %d KiB".formatted(MOST_BYTES >> 10));
        }
        if (!isUtf8()) {
            return unreadable("", NO_JSON);
        }
        Map<String, @Nullable Object> values;
        try {
            values = merged();
        } catch (StreamConstraintsException bound) {
            return unreadable("", BOUNDS);
        } catch (JacksonException broken) {
            String words = broken.getOriginalMessage();
            return unreadable(
                    "",
                    words != null && words.startsWith("Duplicate")
                            ? "has the same name twice in one object"
                            : NO_JSON);
        }
        return hasTooMany(values)
                ? unreadable("", "has more than %d members in one object".formatted(MOST_MEMBERS))
                : new Result.Read(
                        values,
                        EventReading.read(
                                values, type, sentAt.flatMap(SentEvent::instant), receivedAt));
    }

    private static Result unreadable(String pointer, String detail) {
        return new Result.Unreadable(List.of(new Fault(pointer, detail)));
    }

    private Map<String, @Nullable Object> merged() {
        Map<String, @Nullable Object> values = JSON.readValue(message.array(), OBJECT);
        if (values == null) {
            return Map.of();
        }
        if (context.isPresent() && !(values.get(CONTEXT) instanceof String)) {
            Map<String, @Nullable Object> whole =
                    new HashMap<>(JSON.readValue(context.get().array(), OBJECT));
            if (values.get(CONTEXT) instanceof Map<?, ?> own) {
                own.forEach((name, value) -> whole.put(String.valueOf(name), value));
            }
            values.put(CONTEXT, whole);
        }
        return values;
    }

    private static boolean hasTooMany(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                    object.size() > MOST_MEMBERS
                            || object.values().stream().anyMatch(SentEvent::hasTooMany);
            case Collection<?> list -> list.stream().anyMatch(SentEvent::hasTooMany);
            case null, default -> false;
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException foreign) {
            return Optional.empty();
        }
    }

    /// As bytes, to be sealed.
    public byte[] encoded() {
        byte[] around =
                OURS.writeValueAsBytes(
                        new Around(
                                type.map(EventType::word).orElse(null),
                                sentAt.orElse(null),
                                agent.orElse(null),
                                context.map(bytes -> new String(bytes.array(), UTF_8))
                                        .orElse(null)));
        byte[] encoded = new byte[around.length + 1 + message.array().length];
        System.arraycopy(around, 0, encoded, 0, around.length);
        encoded[around.length] = PARTED;
        System.arraycopy(message.array(), 0, encoded, around.length + 1, message.array().length);
        return encoded;
    }

    /// @throws IllegalArgumentException if the bytes are none of [#encoded]
    public static SentEvent decoded(byte[] encoded) {
        int end = 0;
        while (end < encoded.length && encoded[end] != PARTED) {
            end++;
        }
        if (end == encoded.length) {
            throw new IllegalArgumentException("no event as it was sent");
        }
        try {
            Around around = OURS.readValue(encoded, 0, end, Around.class);
            return new SentEvent(
                    Optional.ofNullable(around.type()).flatMap(EventType::of),
                    Optional.ofNullable(around.sentAt()),
                    Optional.ofNullable(around.agent()),
                    Optional.ofNullable(around.context())
                            .map(text -> Bytes.of(text.getBytes(UTF_8))),
                    Bytes.of(Arrays.copyOfRange(encoded, end + 1, encoded.length)));
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("no event as it was sent", broken);
        }
    }
}
