package io.prox.platform.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Describes records as they are read and written: by a name that no other has, and with all that
/// is always there as required.
final class DescribedModels extends ModelResolver {
    private static final Set<Class<?>> MAY_BE_ABSENT =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);
    private static final String OURS = "io.prox.";

    DescribedModels(ObjectMapper mapper) {
        super(mapper, new Names());
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
    public @Nullable Schema resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> schema = super.resolve(type, context, next);
        Class<?> raw = _mapper.constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord() && raw.getName().startsWith(OURS)) {
            Schema<?> described =
                    context.getDefinedModels().getOrDefault(Names.of(raw), (Schema) schema);
            described.setRequired(required(raw, described));
        }
        return schema;
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
