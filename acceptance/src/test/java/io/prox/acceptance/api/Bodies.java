package io.prox.acceptance.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Bodies for whatever record an endpoint reads.
final class Bodies {
    private Bodies() {}

    /// All members, as deep as it goes, and each text the same, but for words of which only a few
    /// are known: the first of them.
    static String filled(Type type, String text) {
        if (type instanceof ParameterizedType generic) {
            Type last =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Map.class) {
                return "{\"Note\":%s}".formatted(filled(last, text));
            }
            return generic.getRawType() == List.class
                    ? "[%s]".formatted(filled(last, text))
                    : filled(last, text);
        }
        if (type instanceof Class<?> raw && raw.isRecord()) {
            return Arrays.stream(raw.getRecordComponents())
                    .map(component -> member(component, text))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (type instanceof Class<?> raw && raw.isEnum()) {
            return JsonMapper.shared().writeValueAsString(raw.getEnumConstants()[0]);
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true";
        }
        boolean isText = type == String.class || (type instanceof Class<?> raw && !isNumber(raw));
        return isText ? "\"" + text + "\"" : "1";
    }

    private static boolean isNumber(Class<?> type) {
        return type.isPrimitive() || Number.class.isAssignableFrom(type);
    }

    private static String member(RecordComponent component, String text) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return "\"%s\":%s"
                .formatted(
                        renamed == null ? component.getName() : renamed.value(),
                        filled(component.getGenericType(), text));
    }
}
