package io.prox.learning.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A value inside a JSON document together with the way to it, so that every complaint names its
/// place. The document is read whole before anything is asked of it: fields may come in any order.
///
/// Values are `Map`, `List`, `String`, `Boolean`, `Long`, `BigInteger` (whole, beyond `Long`),
/// `Double`, or null.
final class JsonPlace {
    /// A proof is seven levels deep. The bound keeps a hostile document off the stack.
    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .build();

    private final String pointer;
    private final @Nullable Object value;

    private JsonPlace(String pointer, @Nullable Object value) {
        this.pointer = pointer;
        this.value = value;
    }

    /// @throws DamagedProofException where the text is not exactly one JSON value
    static JsonPlace parse(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new DamagedProofException("#", "goes on after its end");
            }
            return new JsonPlace("#", value);
        } catch (JacksonException e) {
            throw (DamagedProofException)
                    new DamagedProofException("#", "is not JSON: " + e.getOriginalMessage())
                            .initCause(e);
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new DamagedProofException("#", "is empty");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                    switch (parser.getNumberType()) {
                        case INT, LONG -> parser.getLongValue();
                        default -> parser.getBigIntegerValue();
                    };
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new DamagedProofException("#", "is not JSON: unexpected " + token);
        };
    }

    /// The field of this object, which must be there and not null.
    JsonPlace field(String name) {
        return optional(name)
                .orElseThrow(() -> new DamagedProofException(pointerTo(name), "is not there"));
    }

    /// The field of this object, empty where it is not there or null.
    Optional<JsonPlace> optional(String name) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw damaged("is not an object: " + shown());
        }
        return Optional.ofNullable(fields.get(name))
                .map(field -> new JsonPlace(pointerTo(name), field));
    }

    <T> List<T> list(String name, Function<JsonPlace, T> reading) {
        JsonPlace place = field(name);
        if (!(place.value instanceof List<?> items)) {
            throw place.damaged("is not an array: " + place.shown());
        }
        List<T> read = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            read.add(reading.apply(new JsonPlace(place.pointer + "/" + i, items.get(i))));
        }
        return read;
    }

    List<String> texts(String name) {
        return list(name, JsonPlace::text);
    }

    String text(String name) {
        return field(name).text();
    }

    <E extends Enum<E>> E code(String name, Codes<E> codes) {
        return field(name).code(codes);
    }

    <E extends Enum<E>> E code(Codes<E> codes) {
        return codes.constant(text())
                .orElseThrow(() -> damaged("is none of " + codes.choices() + ": " + shown()));
    }

    boolean flag(String name) {
        JsonPlace place = field(name);
        if (place.value instanceof Boolean flag) {
            return flag;
        }
        throw place.damaged("is neither true nor false: " + place.shown());
    }

    /// A finite number, whole or not.
    double figure(String name) {
        JsonPlace place = field(name);
        if (place.value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw place.damaged("is not a finite number: " + place.shown());
    }

    /// How many: at least 0.
    int count(String name) {
        return Math.toIntExact(wholeNumber(name, 0, Integer.MAX_VALUE));
    }

    long wholeNumber(String name, long least, long most) {
        JsonPlace place = field(name);
        return switch (place.value) {
            case Long number when number >= least && number <= most -> number;
            case Long number ->
                    throw place.damaged("is outside %d to %d: %d".formatted(least, most, number));
            case BigInteger number ->
                    throw place.damaged("is outside %d to %d: %s".formatted(least, most, number));
            case null, default -> throw place.damaged("is not a whole number: " + place.shown());
        };
    }

    DamagedProofException damaged(String detail) {
        return new DamagedProofException(pointer, detail);
    }

    private String text() {
        if (value instanceof String text) {
            return text;
        }
        throw damaged("is not a string: " + shown());
    }

    /// RFC 6901: `~` and `/` inside a name are escaped.
    private String pointerTo(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /// The value in a message: its kind where it is large.
    private String shown() {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "an array";
            case String text when text.length() > 40 ->
                    "\"" + PlainText.of(text.substring(0, 40)) + "…\"";
            case String text -> "\"" + PlainText.of(text) + "\"";
            default -> value.toString();
        };
    }
}
