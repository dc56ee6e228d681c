package io.prox.platform.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prox.contracts.Identifier;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Describes records as they are read and written: by a name that no other has, with all that is
/// always there as required, and identifiers and the keys of maps by their form.
final class DescribedModels extends ModelResolver {
    private static final Set<Class<?>> MAY_BE_ABSENT =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);
    private static final Map<Class<?>, Class<?>> HELD =
            Map.of(
                    OptionalInt.class, Integer.class,
                    OptionalLong.class, Long.class,
                    OptionalDouble.class, Double.class);
    private static final String OURS = "io.prox.";

    DescribedModels(ObjectMapper mapper) {
        super(mapper, new Names());
        openapi31(true);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
    public @Nullable Schema resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        JavaType described = _mapper.constructType(type.getType());
        Class<?> raw = described.getRawClass();
        if (HELD.containsKey(raw)) {
            return context.resolve(new AnnotatedType(HELD.get(raw)));
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return new JsonSchema();
        }
        Schema<?> schema = super.resolve(type, context, next);
        if (schema == null) {
            return null;
        }
        if (described.isMapLikeType() && described.getKeyType().isEnumType()) {
            schema.setPropertyNames(context.resolve(new AnnotatedType(described.getKeyType())));
        }
        if (raw.isRecord() && raw.getName().startsWith(OURS)) {
            prefix(raw).ifPresent(prefix -> schema.setPattern(Identifier.form(prefix)));
            Schema<?> record =
                    context.getDefinedModels().getOrDefault(Names.of(raw), (Schema) schema);
            record.setRequired(required(raw, record));
        }
        return schema;
    }

    /// What identifiers of a type begin with; empty for what is no identifier.
    private static Optional<String> prefix(Class<?> type) {
        try {
            return Optional.of((String) type.getField("PREFIX").get(null));
        } catch (NoSuchFieldException none) {
            return Optional.empty();
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable List<String> required(Class<?> type, Schema<?> schema) {
        if (schema.getProperties() == null) {
            return null;
        }
        List<String> required =
                Arrays.stream(type.getRecordComponents())
                        .filter(component -> !MAY_BE_ABSENT.contains(component.getType()))
                        .filter(
                                component ->
                                        !component
                                                .getAnnotatedType()
                                                .isAnnotationPresent(Nullable.class))
                        .map(DescribedModels::name)
                        .filter(schema.getProperties()::containsKey)
                        .toList();
        return required.isEmpty() ? null : required;
    }

    private static String name(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    /// Records of controllers have short names, which several have.
    private static final class Names extends TypeNameResolver {
        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            return type.getName().startsWith(OURS) ? of(type) : super.nameForClass(type, options);
        }

        /// `LeadsController.Answer` is `LeadsAnswer`.
        static String of(Class<?> type) {
            Class<?> around = type.getEnclosingClass();
            return around == null || type.getSimpleName().startsWith(stem(around))
                    ? type.getSimpleName()
                    : stem(around) + type.getSimpleName();
        }

        private static String stem(Class<?> around) {
            return around.getSimpleName().replace("Controller", "");
        }
    }
}
